import { tagResourceInput } from "../constraints/inputs.ts";
import { findExisting } from "../service/find-service.ts";
import { mergeTags } from "../service/tags.ts";
import { defineOperation } from "./operation.ts";

export const tagResource = defineOperation(tagResourceInput, (input, context) => {
  const record = findExisting(input.ResourceArn, context);
  for (const [key, value] of mergeTags(record.tags, input.Tags)) record.tags.set(key, value);
  return {};
});
