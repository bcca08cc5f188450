import { listTagsForResourceInput } from "../constraints/inputs.ts";
import { findTagged } from "../service/find-taggable.ts";
import { presentTags } from "../service/present.ts";
import { defineOperation } from "./operation.ts";

export const listTagsForResource = defineOperation(listTagsForResourceInput, (input, context) => ({
  Tags: presentTags(findTagged(input.ResourceArn, context)),
}));
