import { listTagsForResourceInput } from "../constraints/inputs.ts";
import { findVisible } from "../service/find-service.ts";
import { presentTags } from "../service/present.ts";
import { defineOperation } from "./operation.ts";

export const listTagsForResource = defineOperation(listTagsForResourceInput, (input, context) => ({
  Tags: presentTags(findVisible(input.ResourceArn, context)),
}));
