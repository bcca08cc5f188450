import { fieldTable, type SpecField } from "../../api/app-runner-service.ts";
import type { Json } from "../../base/json.ts";
import type { Leaf } from "./leaf.ts";
import {
  normaliseCpu,
  normaliseMemory,
  normalisePort,
  normaliseUpperCase,
  revisionSatisfies,
  secretsSatisfy,
} from "./normalise-value.ts";

/** How the values of some members differ in spelling and not in meaning, by the member's name. */
const forms: Readonly<Record<string, Pick<Leaf, "normalise" | "satisfies"> & { readonly fallback?: Json }>> = {
  autoScalingConfigurationArn: { satisfies: revisionSatisfies },
  configurationSource: { normalise: normaliseUpperCase },
  cpu: { normalise: normaliseCpu },
  memory: { normalise: normaliseMemory },
  observabilityConfigurationArn: { satisfies: revisionSatisfies },
  port: { normalise: normalisePort },
  protocol: { normalise: normaliseUpperCase },
  runtimeEnvironmentSecrets: { satisfies: secretsSatisfy, fallback: {} },
  runtimeEnvironmentVariables: { fallback: {} },
  sourceDirectory: { fallback: "/" },
};

/** Fields that mirror the API's service but are no settings to compare. */
const identity: readonly string[] = ["serviceName", "tags"];

/** Every setting of a service, in the order of the schema, which is that in which differences are told. */
export const leaves: readonly Leaf[] = fieldTable
  .filter(({ path, mutability }) => mutability !== "operator" && path !== "region" && !identity.includes(path))
  .map(toLeaf);

function toLeaf({ path, block, mutability, sensitive, appRunnerDefault }: SpecField): Leaf {
  const form = forms[path.slice(path.lastIndexOf(".") + 1)];
  return {
    path,
    sensitive,
    block: mutability === "immutable" ? undefined : block,
    ...form,
    fallback: appRunnerDefault ?? form?.fallback,
  };
}
