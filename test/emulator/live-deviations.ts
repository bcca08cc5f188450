import type { StringModel } from "./api-model.ts";

/** How AWS's own answers differ from its model in a shape. */
export interface LiveDeviation {
  /** What was seen, and where. */
  readonly seen: string;
  /** Whether a value is as AWS sends it. */
  readonly isLive: (value: string, shape: StringModel) => boolean;
}

const isHexId = (value: string) => /^[0-9a-f]{32}$/.test(value);

const isLowerCase = (value: string, shape: StringModel) =>
  value === value.toLowerCase() && shape.enum?.includes(value.toUpperCase()) === true;

/** The shapes in which AWS does not keep to its model, by name. Everywhere else the emulator has to. */
export const liveDeviations: Readonly<Record<string, LiveDeviation>> = {
  ServiceId: {
    seen: "32 hexadecimal digits without dashes, in the CLI's example of pause-service and in aws/aws-cli#9399; the model wants 32 characters and dashes, which excludes everything",
    isLive: isHexId,
  },
  UUID: {
    seen: "32 hexadecimal digits without dashes, in transcripts of operation ids; the model wants dashes",
    isLive: isHexId,
  },
  AutoScalingConfigurationStatus: {
    seen: "lower case, in the statuses that Terraform's provider waits for and in crossplane-contrib/provider-upjet-aws#138",
    isLive: isLowerCase,
  },
  CustomDomainAssociationStatus: {
    seen: "lower case, in the statuses that Terraform's provider and AWS Copilot wait for",
    isLive: isLowerCase,
  },
};
