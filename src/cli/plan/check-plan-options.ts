import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";
import type { PlanOptions } from "./plan-options.ts";

/** @throws {CliError} when options that are right by themselves make no sense together. */
export function checkPlanOptions({ filename, withoutCluster }: PlanOptions): void {
  if (!withoutCluster || filename.length > 0) return;
  throw new CliError("--without-cluster has nothing to plan for: give files with -f", exitCode.usage);
}
