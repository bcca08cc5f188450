import { describe, expect, it } from "vitest";
import { ourPrefix } from "../engine/ownership.ts";
import { plan } from "./plan.ts";
import { decisionLine } from "./testing/decision-line.ts";
import {
  imageSpec,
  newResource,
  ownTags,
  planInput,
  present,
  resource,
  settledMemory,
  type Situation,
} from "./testing/samples.ts";

interface Case extends Situation {
  readonly title: string;
  readonly expected: string;
}

const foreignTags = new Map([...ownTags(), [`${ourPrefix}name`, "payments"]]);
const stackTags = new Map([["aws:cloudformation:stack-name", "orders-stack"]]);
const otherUid = new Map([...ownTags(), [`${ourPrefix}uid`, "uid-0"]]);
const unowned = present({}, { tags: new Map() });

const cases: readonly Case[] = [
  {
    title: "the service is another object's",
    observation: present({}, { tags: foreignTags }),
    expected: "finish OwnershipConflict",
  },
  {
    title: "the service is another object's and any unowned one may be adopted",
    resource: resource({ adoption: { policy: "IfUnowned" } }),
    observation: present({}, { tags: foreignTags }),
    expected: "finish OwnershipConflict",
  },
  {
    title: "the service is to be taken over from that object",
    resource: resource({ adoption: { policy: "Takeover", takeoverFrom: "cluster-1/shop/payments" } }),
    observation: present({}, { tags: foreignTags }),
    expected: "call TagResource: Adopting",
  },
  {
    title: "the service is to be taken over from somebody else",
    resource: resource({ adoption: { policy: "Takeover", takeoverFrom: "cluster-2/shop/payments" } }),
    observation: present({}, { tags: foreignTags }),
    expected: "finish OwnershipConflict",
  },
  {
    title: "the service is CloudFormation's",
    resource: resource({ adoption: { policy: "IfUnowned" } }),
    observation: present({}, { tags: stackTags }),
    expected: "finish OwnershipConflict",
  },
  {
    title: "the service is to be taken over from CloudFormation",
    resource: resource({ adoption: { policy: "Takeover", takeoverFrom: "cloudformation/orders-stack" } }),
    observation: present({}, { tags: stackTags }),
    expected: "call TagResource: Adopting",
  },
  {
    title: "the service is unowned and adoption was not allowed",
    observation: unowned,
    expected: "finish AlreadyExists",
  },
  {
    title: "the service is unowned and may be adopted",
    resource: resource({ adoption: { policy: "IfUnowned" } }),
    observation: unowned,
    expected: "call TagResource: Adopting",
  },
  {
    title: "the service may be adopted and the object is not claimed yet",
    resource: newResource({ adoption: { policy: "IfUnowned" } }),
    observation: unowned,
    expected: "claim",
  },
  {
    title: "the service is of an earlier incarnation of the object",
    observation: present({}, { tags: otherUid }),
    expected: "call TagResource: Adopting",
  },
  {
    title: "the service's tags were removed by somebody",
    memory: settledMemory(),
    observation: unowned,
    expected: "call TagResource: Adopting",
  },
  {
    title: "the finalizer was removed by somebody",
    resource: resource({}, { finalizers: [] }),
    memory: settledMemory(),
    observation: present(),
    expected: "claim",
  },
  {
    title: "the annotations were replaced by somebody",
    resource: { ...resource(), metadata: { ...resource().metadata, annotations: {} } },
    memory: settledMemory(),
    observation: present(),
    expected: "claim",
  },
  {
    title: "the ARN to adopt is that of a service of another name",
    resource: resource({ serviceName: "other" }),
    observation: present(),
    expected: "finish AdoptionTargetMissing",
  },
  {
    title: "the adopted service is as declared",
    observation: present({}, { tags: ownTags("adopting") }),
    expected: "call TagResource: Adopting",
  },
  {
    title: "the adopted service differs",
    resource: resource(imageSpec("2")),
    observation: present({}, { tags: ownTags("adopting") }),
    expected: "finish AdoptionDiffers",
  },
  {
    title: "the adopted service differs and is to be changed",
    resource: resource({ ...imageSpec("2"), adoption: { onDifference: "Apply" } }),
    observation: present({}, { tags: ownTags("adopting") }),
    expected: "call TagResource: Adopting",
  },
  {
    title: "the adopted service could not be created and differs",
    resource: resource(imageSpec("2")),
    observation: present({ Status: "CREATE_FAILED" }, { tags: ownTags("adopting") }),
    expected: "finish AdoptionDiffers",
  },
];

describe("the next step by whose the service is", () => {
  it.each(cases)("$title -> $expected", ({ expected, ...situation }) => {
    expect(decisionLine(plan(planInput(situation)))).toBe(expected);
  });
});
