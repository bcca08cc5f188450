import { kindDefinitions } from "../api/kinds.ts";
import { createAppRunnerPort } from "../aws/app-runner-port.ts";
import { silentAwsObserver } from "../aws/aws-observer.ts";
import type { Place } from "../aws/port.ts";
import { createTokenBucketBudget } from "../aws/token-bucket-budget.ts";
import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { KubeClient, KubeObject, ObjectRef, ResourceType } from "../kube/client.ts";
import { isNotFound } from "../kube/kube-error.ts";
import type { Manifest } from "./manifest.ts";
import type { DemoCall, DemoObject } from "./snapshot.ts";
import type { DemoWorld } from "./world.ts";

const namespace = "default";
const stranger = "somebody-else";

export interface LiveWorldOptions {
  readonly client: KubeClient;
  readonly appRunnerUrl: string;
  readonly place: Place;
  readonly speed: number;
  readonly version: string;
  readonly clock: Clock;
  readonly random: Random;
}

/** One call in the emulator's log, of which more is known. */
interface LoggedCall {
  readonly operation: string;
  readonly accessKeyId?: string;
  readonly status: number;
}

/** A cluster and an App Runner emulator, both over the network. */
export function liveWorld({ client, appRunnerUrl, ...options }: LiveWorldOptions): DemoWorld {
  const observer = silentAwsObserver;
  const appRunner = createAppRunnerPort({
    ...options,
    observer,
    budget: createTokenBucketBudget({ ...options, observer }),
    endpoint: appRunnerUrl,
    credentials: { accessKeyId: stranger, secretAccessKey: stranger },
  });
  const describe = async (arn: string) => (await appRunner.call("DescribeService", { ServiceArn: arn })).Service;
  return {
    async create(manifest) {
      await client.create(typeOf(manifest), namespace, manifest);
    },
    async patch(manifest, body) {
      await client.patch(typeOf(manifest), refOf(manifest), { type: "merge", body });
    },
    delete: (manifest) => client.delete(typeOf(manifest), refOf(manifest)),
    async read(manifest) {
      try {
        return await client.get<KubeObject & DemoObject>(typeOf(manifest), refOf(manifest));
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    async calls() {
      const response = await fetch(`${appRunnerUrl}/_emulator/calls`);
      const { calls } = (await response.json()) as { readonly calls: readonly LoggedCall[] };
      return calls.map(toDemoCall);
    },
    async live(arn) {
      const service = await describe(arn);
      const image = service?.SourceConfiguration?.ImageRepository;
      return {
        status: service?.Status ?? "",
        image: image?.ImageIdentifier,
        variables: { ...image?.ImageConfiguration?.RuntimeEnvironmentVariables },
        scalingRevision: service?.AutoScalingConfigurationSummary?.AutoScalingConfigurationRevision,
      };
    },
    async interfere(arn, variables) {
      const source = (await describe(arn))?.SourceConfiguration;
      const image = source?.ImageRepository;
      const configuration = image?.ImageConfiguration;
      await appRunner.call("UpdateService", {
        ServiceArn: arn,
        SourceConfiguration: {
          ...source,
          ImageRepository: {
            ImageIdentifier: image?.ImageIdentifier,
            ImageRepositoryType: image?.ImageRepositoryType,
            ImageConfiguration: {
              ...configuration,
              RuntimeEnvironmentVariables: { ...configuration?.RuntimeEnvironmentVariables, ...variables },
            },
          },
        },
      });
    },
  };
}

function typeOf({ kind }: Manifest): ResourceType {
  const found = kindDefinitions.find(({ type }) => type.kind === kind);
  if (found === undefined) throw new Error(`the scenario has a kind that is none of ours: ${kind}`);
  return found.type;
}

function refOf({ metadata }: Manifest): ObjectRef {
  return { namespace, name: metadata.name };
}

function toDemoCall({ operation, accessKeyId, status }: LoggedCall): DemoCall {
  return { operation, by: accessKeyId === stranger ? "somebody else" : "operator", accepted: status === 200 };
}
