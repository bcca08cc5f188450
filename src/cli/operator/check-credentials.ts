import { AwsError } from "../../aws/aws-error.ts";
import type { Identity } from "../../aws/identity.ts";
import type { Logger } from "../../telemetry/logger.ts";

/**
 * Asks AWS once who the operator is. Resolves to one line for a person when it makes no sense to go on: AWS does not
 * accept the credentials, or those that the environment names (`named`) cannot be had. Every other failure may pass, or
 * be that there are no credentials yet: it is logged, and conditions tell of it. Never rejects.
 */
export async function checkCredentials(
  identity: Identity,
  named: string | undefined,
  logger: Logger,
): Promise<string | undefined> {
  try {
    await identity.current();
    return undefined;
  } catch (error) {
    const isRefusal = error instanceof AwsError && error.errorClass === "credentials";
    if (isRefusal && (named !== undefined || error.requestId !== undefined)) {
      const whose = named === undefined ? "" : ` (of ${named})`;
      return `cannot use the AWS credentials${whose}: ${error.message}`;
    }
    logger.log("warn", "AWS does not say who the operator is; trying again when there is work", {}, error);
    return undefined;
  }
}
