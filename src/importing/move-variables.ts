import { isJsonObject, type JsonObject } from "../base/json.ts";

const parents = [
  ["sourceConfiguration", "imageRepository", "imageConfiguration"],
  ["sourceConfiguration", "codeRepository", "codeConfiguration", "codeConfigurationValues"],
] as const;

/** Keys that a ConfigMap takes. A variable of another name stays in the manifest. */
const configMapKey = /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/;

/**
 * Takes the variables of a service out of its manifest, to where they are to go.
 *
 * @param name of the ConfigMap.
 */
export function moveVariables(
  spec: JsonObject,
  where: "manifest" | "configmap" | "omit",
  name: string,
): { readonly spec: JsonObject; readonly variables: JsonObject | undefined } {
  if (where === "manifest") return { spec, variables: undefined };
  const copy = JSON.parse(JSON.stringify(spec)) as JsonObject;
  for (const path of parents) {
    const parent = path.reduce<unknown>((at, member) => (isJsonObject(at) ? at[member] : undefined), copy);
    const variables = isJsonObject(parent) ? parent["runtimeEnvironmentVariables"] : undefined;
    if (!isJsonObject(parent) || !isJsonObject(variables)) continue;
    const entries = Object.entries(variables);
    const moved = Object.fromEntries(entries.filter(([key]) => configMapKey.test(key)));
    const left = Object.fromEntries(entries.filter(([key]) => !configMapKey.test(key)));
    const values = parent as Record<string, unknown>;
    delete values["runtimeEnvironmentVariables"];
    if (where === "omit") return { spec: withoutEmpty(copy), variables: undefined };
    if (Object.keys(left).length > 0) values["runtimeEnvironmentVariables"] = left;
    if (Object.keys(moved).length === 0) return { spec: copy, variables: undefined };
    values["runtimeEnvironmentVariablesFrom"] = [{ configMapRef: { name } }];
    return { spec: copy, variables: moved };
  }
  return { spec, variables: undefined };
}

/** Without blocks that have nothing in them any more. */
function withoutEmpty(object: JsonObject): JsonObject {
  const entries = Object.entries(object).flatMap(([name, value]): [string, typeof value][] => {
    if (!isJsonObject(value)) return [[name, value]];
    const inner = withoutEmpty(value);
    return Object.keys(inner).length === 0 ? [] : [[name, inner]];
  });
  return Object.fromEntries(entries);
}
