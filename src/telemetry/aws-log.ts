import type { AwsObserver } from "../aws/aws-observer.ts";
import type { Logger } from "./logger.ts";

/** The calls to AWS as log lines: mutations always, reads when they fail or when everything is asked for. */
export function awsLog(logger: Logger): AwsObserver {
  return {
    callEnded({ service, operation, kind, region, account, outcome, durationMs, throttleWaitMs, requestId }) {
      const level = outcome !== "ok" && outcome !== "aborted" ? "warn" : kind === "mutation" ? "info" : "debug";
      logger.log(level, "AWS call", {
        service,
        operation,
        region,
        account,
        outcome,
        durationMs: Math.round(durationMs),
        throttleWaitMs: Math.round(throttleWaitMs),
        requestId,
      });
    },
    backedOff({ place: { account, region }, kind, pauseMs, ratePerSecond }) {
      const fields = { account, region, kind, pauseMs: Math.round(pauseMs), ratePerSecond };
      logger.log("warn", "AWS throttles, slowing down", fields);
    },
    sweepEnded({ place: { account, region }, outcome, pages, services, durationMs }) {
      const fields = { account, region, outcome, pages, services, durationMs: Math.round(durationMs) };
      logger.log(outcome === "ok" || outcome === "aborted" ? "debug" : "warn", "sweep of the fleet ended", fields);
    },
    identityKnown: ({ account, arn }) => logger.log("info", "acting on AWS as", { account, arn }),
  };
}
