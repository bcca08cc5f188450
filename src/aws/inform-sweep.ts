import type { DescribeServiceCommandOutput } from "@aws-sdk/client-apprunner";
import type { FleetSweep } from "./fleet-sweep.ts";
import type { AppRunnerPort } from "./port.ts";

/** A port that tells the sweep in which status a service was described, which is newer than what it listed before. */
export function informSweep(port: AppRunnerPort, sweep: Pick<FleetSweep, "note">): AppRunnerPort {
  return {
    async call(operation, input, options) {
      const answer = await port.call(operation, input, options);
      if (operation === "DescribeService") noteDescribed(sweep, answer);
      return answer;
    },
  };
}

/** A deleted service is none of the fleet's, and goes unnoted. */
function noteDescribed(sweep: Pick<FleetSweep, "note">, { Service }: Partial<DescribeServiceCommandOutput>): void {
  const { ServiceArn: arn, ServiceName: name, Status: status } = Service ?? {};
  if (arn === undefined || name === undefined || status === undefined || status === "DELETED") return;
  sweep.note({ arn, name, status });
}
