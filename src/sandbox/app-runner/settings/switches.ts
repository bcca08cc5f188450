import { boolean, enumeration, integer, structure } from "../constraints/shape.ts";
import type { Infer } from "../constraints/shape.ts";

/**
 * Behaviour of App Runner that is not known for certain, or that an account can be in. The defaults are what the
 * evidence favours; docs/emulator.md says for each what it means and where it comes from.
 */
const switchesShape = structure(
  {
    pausedUpdate: enumeration("deny", "allow"),
    omittedImageConfiguration: enumeration("keep", "clear"),
    partialHealthCheck: enumeration("defaults", "keep"),
    failedDeployment: enumeration("FAILED", "ROLLBACK_SUCCEEDED"),
    failedRollbackShows: enumeration("previous", "attempted"),
    publicImageAuthentication: enumeration("ignore", "keep", "reject"),
    configurationSourceCase: enumeration("upper", "mixed"),
    autoScalingStatusCase: enumeration("lower", "upper"),
    vpcConnectorStatusCase: enumeration("lower", "upper"),
    customDomainStatusCase: enumeration("lower", "upper"),
    unknownArns: enumeration("accept", "reject"),
    takenConnectorName: enumeration("refuse", "newRevision"),
    autoScalingNameQuota: integer(0),
    autoScalingRevisionQuota: integer(0),
    observabilityNameQuota: integer(0),
    observabilityRevisionQuota: integer(0),
    vpcConnectorQuota: integer(0),
    connectionQuota: integer(0),
    ipAddressTypeEchoed: boolean,
    observabilityEchoed: boolean,
    updatedAtMoves: boolean,
    updateOperationId: boolean,
    deletedVisibleMs: integer(0),
    deletedMutation: enumeration("ResourceNotFoundException", "InvalidStateException"),
    serviceQuota: integer(0),
    quotaHttpStatus: integer(400, 499),
    failuresByName: boolean,
    restrictedAccount: boolean,
    closedAccount: boolean,
    throttlePerSecond: integer(0),
    throttleBurst: integer(1),
  },
  {},
);

/** Some of the switches, as somebody sets them. */
export const switchChangesShape = structure({}, switchesShape.required);

export type Switches = Infer<typeof switchesShape>;

export const defaultSwitches: Switches = {
  pausedUpdate: "deny",
  omittedImageConfiguration: "keep",
  partialHealthCheck: "defaults",
  failedDeployment: "FAILED",
  failedRollbackShows: "previous",
  publicImageAuthentication: "ignore",
  configurationSourceCase: "upper",
  autoScalingStatusCase: "lower",
  vpcConnectorStatusCase: "upper",
  customDomainStatusCase: "lower",
  unknownArns: "accept",
  takenConnectorName: "refuse",
  autoScalingNameQuota: 10,
  autoScalingRevisionQuota: 5,
  observabilityNameQuota: 10,
  observabilityRevisionQuota: 10,
  vpcConnectorQuota: 10,
  connectionQuota: 10,
  ipAddressTypeEchoed: true,
  observabilityEchoed: true,
  updatedAtMoves: false,
  updateOperationId: true,
  deletedVisibleMs: 60 * 60 * 1000,
  deletedMutation: "ResourceNotFoundException",
  serviceQuota: 30,
  quotaHttpStatus: 400,
  failuresByName: true,
  restrictedAccount: false,
  closedAccount: false,
  throttlePerSecond: 0,
  throttleBurst: 10,
};
