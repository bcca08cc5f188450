import type { OperationSummary, Service } from "@aws-sdk/client-apprunner";
import { describe, expect, it } from "vitest";
import { AwsError, type AwsErrorClass } from "../../aws/aws-error.ts";
import type { AppRunnerCalls, AppRunnerOperation, AppRunnerPort } from "../../aws/port.ts";
import type { ServiceMemory } from "./memory.ts";
import type { Observation } from "./observation.ts";
import { observe } from "./observe.ts";
import { service, serviceArn, summary } from "./testing/samples.ts";

const otherArn = serviceArn.replace(/0123/, "9999");
const $metadata = {};

interface FakeService {
  readonly service: Service;
  readonly operations?: readonly OperationSummary[];
}

/** App Runner with these services, and a trace of the calls. */
class FakePort implements AppRunnerPort {
  readonly trace: string[] = [];
  readonly #services: ReadonlyMap<string, FakeService>;
  readonly #failing: AwsErrorClass | undefined;

  constructor(services: Readonly<Record<string, FakeService>>, failing?: AwsErrorClass) {
    this.#services = new Map(Object.entries(services));
    this.#failing = failing;
  }

  async call<Operation extends AppRunnerOperation>(
    operation: Operation,
    input: AppRunnerCalls[Operation]["input"],
  ): Promise<AppRunnerCalls[Operation]["output"]> {
    this.trace.push(operation);
    if (this.#failing !== undefined) throw error(operation, this.#failing);
    const arn = "ServiceArn" in input ? input.ServiceArn : "ResourceArn" in input ? input.ResourceArn : undefined;
    const found = this.#services.get(arn ?? "");
    if (found === undefined) throw error(operation, "notFound");
    const answer = {
      Service: found.service,
      OperationSummaryList: [...(found.operations ?? [])],
      Tags: [{ Key: "a", Value: "1" }],
      $metadata,
    };
    return answer;
  }

  readonly lookup = async (name: string): Promise<readonly { readonly arn: string }[]> => {
    this.trace.push("lookup");
    return [...this.#services].filter(([, found]) => found.service.ServiceName === name).map(([arn]) => ({ arn }));
  };
}

function error(operation: string, errorClass: AwsErrorClass): AwsError {
  return new AwsError(errorClass, { errorClass, code: errorClass, operation });
}

interface Case {
  readonly title: string;
  readonly services: Readonly<Record<string, FakeService>>;
  readonly memory?: ServiceMemory;
  readonly adoptionArn?: string;
  readonly mayFollow?: boolean;
  readonly calls: readonly string[];
  readonly state: Observation["state"];
  readonly arn?: string;
}

const running = summary("op-1", "UPDATE_SERVICE", "IN_PROGRESS");
const ended = summary("op-1", "UPDATE_SERVICE", "SUCCEEDED");
const atRest: FakeService = { service: service() };
const follows: ServiceMemory = {
  arn: serviceArn,
  operation: { id: "op-1", type: "UPDATE_SERVICE", status: "IN_PROGRESS" },
};

const cases: readonly Case[] = [
  {
    title: "a service at rest takes two calls",
    services: { [serviceArn]: atRest },
    memory: { arn: serviceArn },
    calls: ["DescribeService", "ListTagsForResource"],
    state: "present",
  },
  {
    title: "an operation that runs takes one call",
    services: { [serviceArn]: { ...atRest, operations: [running] } },
    memory: follows,
    calls: ["ListOperations"],
    state: "following",
  },
  {
    title: "an operation that has ended is read with the service",
    services: { [serviceArn]: { ...atRest, operations: [ended] } },
    memory: follows,
    calls: ["ListOperations", "DescribeService", "ListTagsForResource"],
    state: "present",
  },
  {
    title: "a service that is to be let go is read in spite of its operation",
    services: { [serviceArn]: { ...atRest, operations: [running] } },
    memory: follows,
    mayFollow: false,
    calls: ["ListOperations", "DescribeService", "ListTagsForResource"],
    state: "present",
  },
  {
    title: "maintenance has no operation to follow",
    services: { [serviceArn]: atRest },
    memory: { arn: serviceArn, operation: { id: "MAINTENANCE", type: "MAINTENANCE", status: "IN_PROGRESS" } },
    calls: ["DescribeService", "ListTagsForResource"],
    state: "present",
  },
  {
    title: "an unknown service is looked up by its name",
    services: { [otherArn]: atRest },
    calls: ["lookup", "DescribeService", "ListTagsForResource"],
    state: "present",
  },
  { title: "a name that nobody has is absent", services: {}, calls: ["lookup"], state: "absent" },
  {
    title: "a service that is not found under its ARN is looked up before it counts as absent",
    services: {},
    memory: { arn: serviceArn },
    calls: ["DescribeService", "lookup"],
    state: "absent",
  },
  {
    title: "a service that is DELETED is not there",
    services: { [serviceArn]: { service: service({ Status: "DELETED" }) } },
    memory: { arn: serviceArn },
    calls: ["DescribeService", "lookup"],
    state: "absent",
  },
  {
    title: "a namesake under another ARN is found when the known one is gone",
    services: { [otherArn]: atRest },
    memory: { arn: serviceArn },
    calls: ["DescribeService", "lookup", "DescribeService", "ListTagsForResource"],
    state: "present",
  },
  {
    title: "a service that went while its operation was followed is looked up",
    services: {},
    memory: follows,
    calls: ["ListOperations", "DescribeService", "lookup"],
    state: "absent",
  },
  {
    title: "the service to adopt is read under its ARN",
    services: { [otherArn]: atRest },
    adoptionArn: otherArn,
    calls: ["DescribeService", "ListTagsForResource"],
    state: "present",
  },
  {
    title: "a service to adopt that is not there is not sought by name",
    services: { [serviceArn]: atRest },
    adoptionArn: otherArn,
    calls: ["DescribeService"],
    state: "absent",
  },
];

describe("looking at a service", () => {
  it.each(cases)("$title", async ({ services, memory = {}, adoptionArn, mayFollow = true, calls, state }) => {
    const port = new FakePort(services);
    const context = { port, lookup: port.lookup, signal: new AbortController().signal };
    const observation = await observe(context, { memory, name: "orders", adoptionArn, mayFollow });
    expect(port.trace).toEqual(calls);
    expect(observation.state).toBe(state);
    expect("tags" in observation ? [...observation.tags] : [["a", "1"]]).toEqual([["a", "1"]]);
  });

  it.each<AwsErrorClass>(["throttled", "transient", "accessDenied", "malformed"])(
    "ends in the error when AWS answers %s, and never in an absence",
    async (failing) => {
      const port = new FakePort({}, failing);
      const context = { port, lookup: port.lookup, signal: new AbortController().signal };
      const looking = observe(context, {
        memory: { arn: serviceArn },
        name: "orders",
        adoptionArn: undefined,
        mayFollow: true,
      });
      await expect(looking).rejects.toMatchObject({ errorClass: failing });
    },
  );

  it("reads further pages of operations until the one that is followed is among them", async () => {
    const tokens: (string | undefined)[] = [];
    const pages = [[summary("op-3", "UPDATE_SERVICE", "SUCCEEDED")], [running], [ended]];
    const port: AppRunnerPort = {
      call: async (_operation, input) => {
        tokens.push("NextToken" in input ? input.NextToken : undefined);
        return { OperationSummaryList: pages[tokens.length - 1], NextToken: `page-${tokens.length}`, $metadata };
      },
    };
    const context = { port, lookup: async () => [], signal: new AbortController().signal };
    const target = { memory: follows, name: "orders", adoptionArn: undefined, mayFollow: true };
    expect(await observe(context, target)).toMatchObject({ state: "following" });
    expect(tokens).toEqual([undefined, "page-1"]);
  });
});
