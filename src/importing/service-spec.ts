import type { Service } from "@aws-sdk/client-apprunner";
import type { Place } from "../aws/port.ts";
import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";
import { stableJson } from "../base/stable-json.ts";
import { appRunnerDefault } from "../controllers/app-runner-service/app-runner-default.ts";
import { leavesOfService } from "../controllers/app-runner-service/leaf-values.ts";
import { leaves } from "../controllers/app-runner-service/leaves.ts";

/** Where a reference to an object takes the place of an ARN. */
const references: Readonly<Record<string, string>> = {
  "sourceConfiguration.authenticationConfiguration.connectionArn":
    "sourceConfiguration.authenticationConfiguration.connectionRef",
  autoScalingConfigurationArn: "autoScalingConfigurationRef",
  "networkConfiguration.egressConfiguration.vpcConnectorArn":
    "networkConfiguration.egressConfiguration.vpcConnectorRef",
  "observabilityConfiguration.observabilityConfigurationArn":
    "observabilityConfiguration.observabilityConfigurationRef",
};

/** Settings that a manifest needs to be one, whatever their value. */
const alwaysWritten =
  /^(sourceConfiguration\.(imageRepository|codeRepository)\.(imageIdentifier|imageRepositoryType|repositoryUrl|sourceCodeVersion)|sourceConfiguration\.codeRepository\.codeConfiguration\.|networkConfiguration\.egressConfiguration\.egressType|observabilityConfiguration\.observabilityEnabled)/;

/**
 * The settings of a service as its manifest has them, in the order of the schema. What is App Runner's default is left out,
 * since what a manifest leaves out stays as it is.
 *
 * @param objectOf the object that stands for an ARN; undefined: none does.
 */
export function serviceSpec(
  service: Service,
  {
    place,
    partition,
    objectOf,
  }: {
    readonly place: Place;
    readonly partition: string;
    readonly objectOf: (arn: string) => string | undefined;
  },
): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(service));
  const live = leavesOfService(isJsonObject(json) ? json : {});
  const spec: Record<string, Json> = {};
  for (const leaf of leaves) {
    const value = live.get(leaf.path);
    if (value === undefined) continue;
    const usual = appRunnerDefault(leaf, live, { place, partition });
    const isUsual =
      usual !== undefined &&
      (stableJson(usual) === stableJson(value) || leaf.satisfies?.(usual, value, place) === true);
    if (isUsual && !isNeeded(leaf.path, live)) continue;
    const reference = references[leaf.path];
    const object = reference === undefined || typeof value !== "string" ? undefined : objectOf(value);
    if (reference !== undefined && object !== undefined) put(spec, reference, { name: object });
    else put(spec, leaf.path, readable(leaf.path, value));
  }
  return spec;
}

/** A block with one member that is not usual may need another one that is. */
function isNeeded(path: string, live: ReadonlyMap<string, Json>): boolean {
  if (!alwaysWritten.test(path)) return false;
  if (path.startsWith("networkConfiguration.egress")) return live.get(path) !== "DEFAULT";
  if (path.startsWith("observabilityConfiguration")) return live.get(path) !== false;
  return true;
}

/** As a person writes it. */
function readable(path: string, value: Json): Json {
  if (typeof value !== "string") return value;
  if (path.endsWith(".cpu")) return `${Number(value) / 1024} vCPU`;
  if (path.endsWith(".memory")) return `${Number(value) / 1024} GB`;
  if (path.endsWith(".port") && /^\d+$/.test(value)) return Number(value);
  return value;
}

function put(root: Record<string, Json>, path: string, value: Json): void {
  const members = path.split(".");
  const last = members.pop() ?? "";
  let at = root;
  for (const member of members) {
    const inner = at[member];
    const next: Record<string, Json> = isJsonObject(inner) ? (inner as Record<string, Json>) : {};
    at[member] = next;
    at = next;
  }
  at[last] = value;
}
