import type { EmulateOptions } from "./emulate-options.ts";

/** What `emulate` says when it serves: where it is, and what to try. */
export function emulateGreeting(
  url: string,
  { speed, account, state }: Pick<EmulateOptions, "speed" | "account" | "state">,
): string {
  return `App Runner emulator: ${url}  (${pace(speed)}, account ${account}; Ctrl-C ends it, ${ending(state)})

Point the AWS CLI, boto3 or an SDK at it, in another terminal:

  export AWS_ENDPOINT_URL=${url} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any

  aws apprunner create-service --service-name hello --source-configuration \\
    '{"ImageRepository": {"ImageIdentifier": "public.ecr.aws/aws-containers/hello-app-runner:latest", "ImageRepositoryType": "ECR_PUBLIC"}}'
  aws apprunner list-services

In code: boto3.client("apprunner", endpoint_url="${url}") or new AppRunnerClient({ endpoint: "${url}" }).
An image tag :fail-start makes a deployment fail. ${url}/_emulator/ in a browser shows what there is
and every call made, completes handshakes, validates domains, causes failures and moves the clock.
`;
}

/** What becomes of everything at the end, in words. */
function ending(state: string | undefined): string {
  return state === undefined ? "and all is gone then: --state FILE keeps it" : `and ${state} keeps everything`;
}

/** A speed in words. */
export function pace(speed: number): string {
  return speed === 1 ? "at AWS's real pace" : `${speed} times AWS's pace`;
}
