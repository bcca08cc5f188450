import { beforeAll, describe, expect, it } from "vitest";
import { vpcIngressConnectionType } from "../../src/api/vpc-ingress-connection.ts";
import type { Json, JsonObject } from "../../src/base/json.ts";
import { editObject } from "../api/edit-object.ts";
import { type Field, fieldsOf } from "../api/kind-fields/fields.ts";
import { statesOf } from "../api/kind-fields/samples.ts";
import { serviceUsers } from "../api/kind-fields/service-users.ts";
import { applyIngress, ingress, ingressOf, privateSpec } from "./ingress-world.ts";
import { warmUp, World } from "./world.ts";

interface Case {
  readonly path: string;
  readonly present: JsonObject;
  readonly changed: JsonObject;
  /** Undefined: the schema refuses the removal. */
  readonly absent: JsonObject | undefined;
}

const all = serviceUsers
  .filter(({ definition }) => definition.type === vpcIngressConnectionType)
  .flatMap((subject) => {
    const caseOf = (field: Field): Case => {
      const { present, changed, absent } = statesOf(subject, field);
      const bare = (spec: JsonObject): JsonObject => editObject(spec, { adoption: null });
      const isRefused = subject.refusals[field.path]?.removal !== undefined;
      return {
        path: field.path,
        present: bare(present),
        changed: bare(changed),
        absent: isRefused ? undefined : bare(absent),
      };
    };
    return fieldsOf(subject.definition.schema)
      .filter(({ mutability }) => mutability === "in place")
      .map(caseOf);
  });

async function start(spec: JsonObject): Promise<World> {
  const world = new World();
  world.hasConfigurations = true;
  world.start();
  world.apply("orders", privateSpec);
  applyIngress(world, spec);
  await world.untilKind(vpcIngressConnectionType, ingress, "Available");
  return world;
}

/** What App Runner has: the settings, and the tags that are not ours. */
async function live(world: World): Promise<Json> {
  const arn = ingressOf(world)?.status?.arn ?? "";
  const described = await world.callAws("DescribeVpcIngressConnection", { VpcIngressConnectionArn: arn });
  const { VpcIngressConnection: found } = described as { readonly VpcIngressConnection: JsonObject };
  const { Tags: tags } = (await world.callAws("ListTagsForResource", { ResourceArn: arn })) as {
    readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
  };
  const own = tags.filter(({ Key }) => !Key.startsWith("apprunner-operator.dev/"));
  return { arn, settings: found["IngressVpcConfiguration"] ?? null, tags: own };
}

/** Makes `spec` the whole spec. Returns how many changes were made at App Runner. */
async function become(world: World, spec: JsonObject): Promise<number> {
  const count = (): number => Object.values(world.mutations()).reduce((sum, calls) => sum + calls, 0);
  const before = count();
  const patch = { type: "json", body: [{ op: "replace", path: "/spec", value: spec }] } as const;
  await world.kube.patch(vpcIngressConnectionType, { namespace: "default", name: ingress }, patch);
  await world.clock.advance(30 * 60_000);
  await world.untilKind(vpcIngressConnectionType, ingress, "Available");
  return count() - before;
}

async function liveWhenNew(spec: JsonObject): Promise<Json> {
  const world = await start(spec);
  const found = await live(world);
  world.end();
  return found;
}

describe("every mutable field of a VPC ingress connection", () => {
  beforeAll(warmUp);

  const cases = all.flatMap(({ path, present, changed, absent }) => [
    { path, step: "an edit", present, other: changed },
    ...(absent === undefined ? [] : [{ path, step: "its removal", present, other: absent }]),
  ]);

  it.each(cases)("$path: $step reaches App Runner by one change, and back again ends where it began", async (one) => {
    const world = await start(one.present);
    const first = await live(world);
    expect(await become(world, one.other)).toBe(1);
    expect(withoutArn(await live(world))).toEqual(withoutArn(await liveWhenNew(one.other)));
    expect(await live(world)).not.toEqual(first);
    expect(await become(world, one.present)).toBe(1);
    expect(await live(world)).toEqual(first);
    world.end();
  });

  it("is tried, but for removals that the schema refuses", () => {
    expect(cases.map(({ path, step }) => `${step} of ${path}`)).toEqual([
      "an edit of tags",
      "its removal of tags",
      "an edit of ingressVpcConfiguration.vpcId",
      "an edit of ingressVpcConfiguration.vpcEndpointId",
    ]);
  });
});

function withoutArn(found: Json): JsonObject {
  const { arn: _arn, ...rest } = found as JsonObject;
  return rest;
}
