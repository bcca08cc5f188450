import { untagResourceInput } from "../constraints/inputs.ts";
import { findExisting } from "../service/find-service.ts";
import { defineOperation } from "./operation.ts";

/** A key that is not there is no error. */
export const untagResource = defineOperation(untagResourceInput, (input, context) => {
  const record = findExisting(input.ResourceArn, context);
  for (const key of input.TagKeys) record.tags.delete(key);
  return {};
});
