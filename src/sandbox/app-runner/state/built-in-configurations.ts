import type { AutoScalingRecord, ObservabilityRecord } from "./configuration-record.ts";

/** The id of every built-in configuration. */
export const builtInId = "00000000000000000000000000000001";

/** They are as old as the region's App Runner: 18 May 2021, its launch. */
const createdAtMs = Date.UTC(2021, 4, 18);

/** The configurations that every region has from the start, and that nobody can delete. */
export function builtInConfigurations(
  arnOf: (resource: string) => string,
): readonly [AutoScalingRecord, ObservabilityRecord] {
  const name = "DefaultConfiguration";
  const common = (type: string) => ({
    arn: arnOf(`${type}/${name}/1/${builtInId}`),
    name,
    revision: 1,
    createdAtMs,
    tags: new Map<string, string>(),
  });
  return [
    {
      type: "autoscalingconfiguration",
      ...common("autoscalingconfiguration"),
      maxConcurrency: 100,
      minSize: 1,
      maxSize: 25,
    },
    { type: "observabilityconfiguration", ...common("observabilityconfiguration"), vendor: "AWSXRAY" },
  ];
}
