import type { Environment } from "../options/resolve-options.ts";

/**
 * What in the environment names AWS credentials, in words, so that it is a mistake when there are none under that name.
 * Undefined: nothing does. No secret is in it, and no key.
 */
export function credentialsNamed(env: Environment): string | undefined {
  const keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].filter((name) => isSet(env[name]));
  // In the order in which the AWS SDK for JavaScript looks: a profile that is named counts before keys.
  if (isSet(env["AWS_PROFILE"])) return `AWS_PROFILE, ${JSON.stringify(env["AWS_PROFILE"])}`;
  return keys.length === 0 ? undefined : keys.join(" and ");
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
