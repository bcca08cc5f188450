import { appRunnerServiceType } from "../../../api/app-runner-service.ts";
import type { PlaceAccess } from "../aws-access.ts";
import type { Decision } from "../decision.ts";
import { adoptionRequests } from "../grant-request.ts";
import type { Kind } from "../kind.ts";
import type { ManagedResource } from "../managed-resource.ts";

/** What the fake remembers in status. */
interface FakeMemory {
  readonly arn?: string;
  readonly serviceStatus?: string;
}

/** A kind that decides what a test says, and counts how often it looks at AWS. */
export interface FakeKind {
  readonly kind: Kind<ManagedResource, FakeMemory, object>;
  /** How often AWS was looked at. */
  observations: number;
  /** Run when AWS is looked at, as something that happens just then. */
  meanwhile: () => Promise<unknown> | void;
  decide: (resource: ManagedResource) => Decision<FakeMemory>;
}

export function fakeKind(arn: string): FakeKind {
  const memory: FakeMemory = { arn, serviceStatus: "RUNNING" };
  const fake: FakeKind = {
    observations: 0,
    meanwhile: () => undefined,
    decide: () => ({
      type: "finish",
      outcome: { reason: "Running", message: "runs", requeueAfterMs: 3_600_000 },
      memory,
    }),
    kind: {
      type: appRunnerServiceType,
      effectiveName: ({ metadata }) => metadata.name,
      rememberedName: ({ status }) => status?.serviceName,
      references: () => [],
      targetFacts: () => undefined,
      resolve: (resource) => ({ resource }),
      grantRequests: adoptionRequests,
      sensitiveValues: () => ["hunter2"],
      recall: () => memory,
      observe: async () => {
        fake.observations += 1;
        await fake.meanwhile();
        return {};
      },
      readMore: async (_access, observation) => observation,
      plan: ({ resource }) => fake.decide(resource),
      afterCall: (kept) => ({ memory: kept, observation: undefined }),
      afterRefusal: (kept) => kept,
      isSwept: true,
      arnOf: () => arn,
    },
  };
  return fake;
}

/** A place in which every call fails the test. */
export const unusedPlace: PlaceAccess = {
  place: { account: "111122223333", region: "eu-west-1" },
  partition: "aws",
  port: {
    call: async (operation, _input, options) => {
      options?.beforeSend?.();
      throw new Error(`${operation} was not expected`);
    },
  },
  lookup: () => Promise.reject(new Error("no lookup was expected")),
};
