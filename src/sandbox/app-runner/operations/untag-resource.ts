import { untagResourceInput } from "../constraints/inputs.ts";
import { findTaggable } from "../service/find-taggable.ts";
import { defineOperation } from "./operation.ts";

/** A key that is not there is no error. */
export const untagResource = defineOperation(untagResourceInput, (input, context) => {
  const record = findTaggable(input.ResourceArn, context);
  for (const key of input.TagKeys) record.tags.delete(key);
  return {};
});
