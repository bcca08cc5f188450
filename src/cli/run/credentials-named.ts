import type { Environment } from "../options/resolve-options.ts";

const variables = ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

/** Whether the environment names AWS credentials, so that it is a mistake when there are none under that name. */
export function isCredentialsNamed(env: Environment): boolean {
  return variables.some((name) => env[name] !== undefined && env[name] !== "");
}
