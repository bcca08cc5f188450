import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execFileAsync = promisify(execFile);

/** Credentials and a region for a child process, and nothing of the shell's own AWS configuration. */
function awsEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    AWS_ACCESS_KEY_ID: "AKIDPYTHON",
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
  };
}

/** Runs a program to its end. A non-zero exit code is a result, not a rejection. */
export async function run(
  command: string,
  argv: readonly string[],
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  try {
    const { stdout, stderr } = await execFileAsync(command, argv, { env: awsEnvironment() });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== "number") throw error;
    return { code, stdout: stdout ?? "", stderr: stderr ?? "" };
  }
}

/**
 * Whether a tool that the machine may lack is there. In CI it has to be: its absence is an error there, and elsewhere a
 * skip that is printed.
 */
export async function isInstalled(name: string, command: string, argv: readonly string[]): Promise<boolean> {
  const works = await execFileAsync(command, argv, { env: awsEnvironment() }).then(
    () => true,
    () => false,
  );
  if (works) return true;
  if (process.env["CI"] === "true") throw new Error(`${name} is not installed, and in CI it has to be`);
  console.warn(`skipped: ${name} is not installed`);
  return false;
}
