import type { ListTagsForResourceResponse } from "@aws-sdk/client-apprunner";
import { AwsError } from "../../aws/aws-error.ts";
import type { Tags } from "./ownership.ts";

/** What a read gives; undefined when App Runner knows no such resource. */
export async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AwsError && error.errorClass === "notFound") return undefined;
    throw error;
  }
}

/** The tags of an answer to ListTagsForResource. */
export function tagsOf({ Tags: tags }: ListTagsForResourceResponse): Tags {
  return new Map((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}
