/** A named check: undefined when all is well, else one line that says what is not. */
export type Check = () => string | undefined;

export interface CheckReport {
  readonly healthy: boolean;
  /** One line per check and one for the whole, as Kubernetes' own components answer. */
  readonly text: string;
}

/** Runs all checks. One that throws has failed. */
export function runChecks(path: string, checks: Readonly<Record<string, Check>>): CheckReport {
  const results = Object.entries(checks).map(([name, check]) => ({ name, fault: faultOf(check) }));
  const healthy = results.every(({ fault }) => fault === undefined);
  const lines = results.map(({ name, fault }) =>
    fault === undefined ? `[+]${name} ok` : `[-]${name} failed: ${fault}`,
  );
  return { healthy, text: [...lines, `${path} check ${healthy ? "passed" : "failed"}`, ""].join("\n") };
}

function faultOf(check: Check): string | undefined {
  try {
    return check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
