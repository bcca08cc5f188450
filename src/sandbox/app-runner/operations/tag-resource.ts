import { tagResourceInput } from "../constraints/inputs.ts";
import { findTaggable } from "../service/find-taggable.ts";
import { mergeTags } from "../service/tags.ts";
import { defineOperation } from "./operation.ts";

export const tagResource = defineOperation(tagResourceInput, (input, context) => {
  const record = findTaggable(input.ResourceArn, context);
  for (const [key, value] of mergeTags(record.tags, input.Tags)) record.tags.set(key, value);
  return {};
});
