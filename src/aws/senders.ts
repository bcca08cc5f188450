import {
  type AppRunnerClient,
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeServiceCommand,
  ListOperationsCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  PauseServiceCommand,
  ResumeServiceCommand,
  StartDeploymentCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-apprunner";
import type { AppRunnerCalls, AppRunnerOperation } from "./port.ts";

type Senders = {
  readonly [Operation in AppRunnerOperation]: (
    client: AppRunnerClient,
    input: AppRunnerCalls[Operation]["input"],
    abortSignal: AbortSignal,
  ) => Promise<AppRunnerCalls[Operation]["output"]>;
};

/** The SDK command of each operation. */
export const senders: Senders = {
  CreateService: (client, input, abortSignal) => client.send(new CreateServiceCommand(input), { abortSignal }),
  DescribeService: (client, input, abortSignal) => client.send(new DescribeServiceCommand(input), { abortSignal }),
  ListServices: (client, input, abortSignal) => client.send(new ListServicesCommand(input), { abortSignal }),
  UpdateService: (client, input, abortSignal) => client.send(new UpdateServiceCommand(input), { abortSignal }),
  DeleteService: (client, input, abortSignal) => client.send(new DeleteServiceCommand(input), { abortSignal }),
  PauseService: (client, input, abortSignal) => client.send(new PauseServiceCommand(input), { abortSignal }),
  ResumeService: (client, input, abortSignal) => client.send(new ResumeServiceCommand(input), { abortSignal }),
  StartDeployment: (client, input, abortSignal) => client.send(new StartDeploymentCommand(input), { abortSignal }),
  ListOperations: (client, input, abortSignal) => client.send(new ListOperationsCommand(input), { abortSignal }),
  TagResource: (client, input, abortSignal) => client.send(new TagResourceCommand(input), { abortSignal }),
  UntagResource: (client, input, abortSignal) => client.send(new UntagResourceCommand(input), { abortSignal }),
  ListTagsForResource: (client, input, abortSignal) =>
    client.send(new ListTagsForResourceCommand(input), { abortSignal }),
};
