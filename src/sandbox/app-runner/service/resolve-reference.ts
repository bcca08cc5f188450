import type { Switches } from "../settings/switches.ts";
import type { RevisionedType } from "../state/configuration-record.ts";
import type { RegionState } from "../state/region-state.ts";
import { invalidRequest } from "../wire/fault.ts";
import { findRevision, isActive, recordsOf } from "./find-configuration.ts";
import {
  builtIn,
  isConnectionArn,
  isVpcConnectorArn,
  resolveRevisioned,
  type VersionedResource,
} from "./revisioned-arn.ts";

const nouns: Readonly<Record<RevisionedType, string>> = {
  autoscalingconfiguration: "auto scaling configuration",
  observabilityconfiguration: "observability configuration",
};

/**
 * The revision that a service gets which refers to `arn`; without one, the default: the account's, or the built-in one.
 * @throws {Fault} InvalidRequestException for an ARN that is none here, or of a revision that is deleted; by a switch also
 * for a well-formed one that the emulator does not know.
 */
export function resolveRevision(
  type: RevisionedType,
  arn: string | undefined,
  region: RegionState,
  switches: Switches,
): VersionedResource {
  const wanted =
    arn ?? (type === "autoscalingconfiguration" ? region.defaultAutoScalingArn : builtIn(type, region).arn);
  const known = findRevision(recordsOf(type, { region }), wanted);
  const resolved = known ?? resolveRevisioned(type, wanted, region);
  const isRefused = known === undefined ? switches.unknownArns === "reject" : !isActive(known);
  if (resolved === undefined || isRefused) {
    throw invalidRequest(`The ${nouns[type]} ARN you specified isn't valid. ARN: '${wanted}'`);
  }
  return resolved;
}

/** @throws {Fault} InvalidRequestException for an ARN of no connector here, or of one that is deleted. */
export function checkVpcConnector(arn: string, region: RegionState, switches: Switches): void {
  const known = recordsOf("vpcconnector", { region }).find((record) => record.arn === arn);
  const isValid =
    known === undefined ? switches.unknownArns === "accept" && isVpcConnectorArn(arn, region) : isActive(known);
  if (!isValid) throw invalidRequest(`The VPC connector ARN you specified isn't valid. ARN: '${arn}'`);
}

/** @throws {Fault} InvalidRequestException for an ARN of no connection here, and for one whose handshake is missing. */
export function checkConnection(arn: string, region: RegionState, switches: Switches): void {
  const known = recordsOf("connection", { region }).find((record) => record.arn === arn);
  const isValid =
    known === undefined ? switches.unknownArns === "accept" && isConnectionArn(arn, region) : isActive(known);
  if (!isValid) throw invalidRequest(`The connection ARN you specified isn't valid. ARN: '${arn}'`);
  if (known !== undefined && known.status !== "AVAILABLE") {
    throw invalidRequest(`The connection isn't available. Its status is ${known.status}. ARN: ${arn}`);
  }
}
