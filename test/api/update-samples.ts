import { editObject } from "./edit-object.ts";
import { codeSpec, imageSpec, manifestOf, minimalSpec } from "./manifests.ts";
import { byRule } from "./sample.ts";
import type { UpdateSample } from "./sample.ts";

const minimal = manifestOf(minimalSpec);
const full = manifestOf(imageSpec);
const fromCode = manifestOf(codeSpec);
const observed = manifestOf({ managementPolicy: "Observe" });
const instanceRole = "spec.instanceConfiguration.instanceRoleArn";

/** Updates that rules across fields judge; those of single fields are made from the schema. */
export const updateSamples: readonly UpdateSample[] = [
  {
    name: "a serviceName equal to metadata.name may be added",
    before: minimal,
    after: editObject(minimal, { "spec.serviceName": "sample" }),
    expect: "accepted",
  },
  {
    name: "a serviceName equal to metadata.name cannot be removed either",
    before: editObject(minimal, { "spec.serviceName": "sample" }),
    after: minimal,
    expect: byRule("spec.serviceName", "cannot be removed"),
  },
  {
    name: "an image cannot become code",
    before: full,
    after: fromCode,
    expect: byRule("spec.sourceConfiguration", "cannot change between `codeRepository` and `imageRepository`"),
  },
  {
    name: "code cannot become an image",
    before: fromCode,
    after: full,
    expect: byRule("spec.sourceConfiguration", "cannot change between `codeRepository` and `imageRepository`"),
  },
  {
    name: "a source cannot be removed while the service is managed",
    before: minimal,
    after: editObject(minimal, { "spec.sourceConfiguration": null }),
    expect: byRule("spec.sourceConfiguration", "must be given unless `managementPolicy` is Observe"),
  },
  {
    name: "a role cannot be removed with the block around it",
    before: editObject(full, { "spec.sourceConfiguration.imageRepository.imageConfiguration": null }),
    after: editObject(full, {
      "spec.sourceConfiguration.imageRepository.imageConfiguration": null,
      "spec.instanceConfiguration": null,
    }),
    expect: byRule(instanceRole, "cannot be removed"),
  },
  {
    name: "a role can be added later",
    before: minimal,
    after: editObject(minimal, { [instanceRole]: "arn:aws:iam::111122223333:role/orders-instance" }),
    expect: "accepted",
  },
  {
    name: "an observed service can become a managed one",
    before: observed,
    after: editObject(full, { "spec.serviceName": null }),
    expect: "accepted",
  },
  {
    name: "a managed service can become an observed one",
    before: minimal,
    after: observed,
    expect: "accepted",
  },
  {
    name: "what was said of the encryption while only observing may be corrected",
    before: editObject(full, { "spec.managementPolicy": "Observe" }),
    after: editObject(full, { "spec.encryptionConfiguration": null }),
    expect: "accepted",
  },
];
