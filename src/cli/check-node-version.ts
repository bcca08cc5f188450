import { CliError } from "./cli-error.ts";

/** As `engines` in package.json says: older ones cannot load the HTTP client. */
const least = [22, 19] as const;

/** @throws {CliError} when this Node is too old. */
export function checkNodeVersion(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return;
  throw new CliError(
    `Node ${least.join(".")} or newer is needed, and this is ${version}: install a newer one from https://nodejs.org`,
  );
}
