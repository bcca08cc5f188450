import { hasAppRunner } from "../../aws/regions.ts";
import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";
import type { Environment } from "../options/resolve-options.ts";
import type { RunOptions } from "./run-options.ts";

/** @throws {CliError} when options that are right by themselves make no sense together. */
export function checkRunOptions(options: RunOptions, env: Environment): void {
  const { speed, region } = options;
  const usesEmulator = isEmulated(options, env);
  if (speed !== 1 && !usesEmulator) {
    throw usage("--speed is for an emulator: give its --aws-endpoint-url too; AWS itself has one pace");
  }
  if (region !== undefined && !usesEmulator && !hasAppRunner(region)) {
    throw usage(`AWS App Runner does not exist in the region ${region}: give another --region`);
  }
}

function isEmulated({ awsEndpointUrl }: RunOptions, env: Environment): boolean {
  return [awsEndpointUrl, env["AWS_ENDPOINT_URL_APPRUNNER"], env["AWS_ENDPOINT_URL"]].some(
    (url) => url !== undefined && url !== "",
  );
}

function usage(message: string): CliError {
  return new CliError(message, exitCode.usage);
}
