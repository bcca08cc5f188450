import { describeAutoScalingConfigurationInput } from "../constraints/inputs.ts";
import { builtIn, resolveRevisioned } from "../service/revisioned-arn.ts";
import { invalidRequest, resourceNotFound } from "../wire/fault.ts";
import { coarseTimestamp } from "../wire/timestamp.ts";
import { defineOperation } from "./operation.ts";

/** The built-in configuration is as old as the region's App Runner: 18 May 2021, its launch. */
const builtInCreatedAtMs = Date.UTC(2021, 4, 18);

/** Knows the built-in DefaultConfiguration only. Its status is lower-case on the wire, where the API reference says ACTIVE. */
export const describeAutoScalingConfiguration = defineOperation(
  describeAutoScalingConfigurationInput,
  (input, { region, settings }) => {
    const arn = input.AutoScalingConfigurationArn;
    const known = builtIn("autoscalingconfiguration", region);
    const asked = resolveRevisioned("autoscalingconfiguration", arn, region);
    if (asked === undefined) {
      throw invalidRequest(`The auto scaling configuration ARN you specified isn't valid. ARN: '${arn}'`);
    }
    if (asked.arn !== known.arn) {
      throw resourceNotFound(`Auto scaling configuration with the provided ARN doesn't exist. ARN: ${arn}`);
    }
    return {
      AutoScalingConfiguration: {
        AutoScalingConfigurationArn: known.arn,
        AutoScalingConfigurationName: known.name,
        AutoScalingConfigurationRevision: known.revision,
        Latest: true,
        Status: settings.switches().autoScalingStatusCase === "lower" ? "active" : "ACTIVE",
        MaxConcurrency: 100,
        MinSize: 1,
        MaxSize: 25,
        CreatedAt: coarseTimestamp(builtInCreatedAtMs),
        HasAssociatedService: region.existing.some(
          ({ configuration }) => configuration.autoScaling.AutoScalingConfigurationArn === known.arn,
        ),
        IsDefault: true,
      },
    };
  },
);
