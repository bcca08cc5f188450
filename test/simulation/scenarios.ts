import type { JsonObject } from "../../src/base/json.ts";
import type { World } from "./world.ts";

/** A change that a person makes, and what it comes to. */
export interface Scenario {
  readonly name: string;
  /** What is there before, made by another operator process. */
  readonly given: (world: World) => Promise<void>;
  readonly when: (world: World) => Promise<void>;
  readonly until: (world: World) => Promise<void>;
}

/** The name of the object and the service in every scenario. */
export const shop = "shop";

/** The smallest spec: a public image of that tag. */
export function imageSpec(tag: string, more: JsonObject = {}): JsonObject {
  return {
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: `public.ecr.aws/x1y2z3a4/shop:${tag}`,
        imageRepositoryType: "ECR_PUBLIC",
        imageConfiguration: { port: 8000, runtimeEnvironmentVariables: { COLOUR: "blue" } },
      },
    },
    ...more,
  };
}

/** What the console would have made. */
export function seedByConsole(world: World, more: object = {}): string {
  return world.emulator.admin.seed({
    ServiceName: shop,
    SourceConfiguration: {
      ImageRepository: {
        ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1",
        ImageRepositoryType: "ECR_PUBLIC",
        ImageConfiguration: { Port: "8000", RuntimeEnvironmentVariables: { COLOUR: "blue", SIZE: "small" } },
      },
    },
    ...more,
  });
}

/** A manifest that the service made by `seedByConsole` is as. */
export const consoleSpec = {
  sourceConfiguration: {
    imageRepository: { imageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", imageRepositoryType: "ECR_PUBLIC" },
  },
} as const satisfies JsonObject;

async function running(world: World): Promise<void> {
  world.apply(shop, imageSpec("1", { tags: [{ key: "team", value: "a" }] }));
  await world.until(shop, "Running");
}

function edit(spec: JsonObject): (world: World) => Promise<void> {
  return async (world) => void (await world.edit(shop, { spec }));
}

function becomes(...[reason]: Parameters<World["until"]> extends [string, infer R, ...unknown[]] ? [R] : never) {
  return (world: World): Promise<void> => world.until(shop, reason);
}

/** The life of a service, one change each. */
export const scenarios: readonly Scenario[] = [
  {
    name: "create",
    given: async () => undefined,
    when: async (world) => void world.apply(shop, imageSpec("1", { tags: [{ key: "team", value: "a" }] })),
    until: becomes("Running"),
  },
  {
    name: "create paused",
    given: async () => undefined,
    when: async (world) => void world.apply(shop, imageSpec("1", { desiredState: "Paused" })),
    until: becomes("Paused"),
  },
  { name: "update", given: running, when: edit(imageSpec("2", { tags: [] })), until: becomes("Running") },
  {
    name: "failed update",
    given: running,
    when: edit(imageSpec("fail-start")),
    until: becomes("UpdateFailed"),
  },
  { name: "deployment", given: running, when: edit({ deploymentToken: "t1" }), until: becomes("Running") },
  { name: "pause", given: running, when: edit({ desiredState: "Paused" }), until: becomes("Paused") },
  {
    name: "resume",
    given: async (world) => {
      world.apply(shop, imageSpec("1", { desiredState: "Paused" }));
      await world.until(shop, "Paused");
    },
    when: edit({ desiredState: "Running" }),
    until: becomes("Running"),
  },
  {
    name: "adoption",
    given: async (world) => void seedByConsole(world),
    when: async (world) =>
      void world.apply(shop, {
        adoption: { policy: "IfUnowned" },
        sourceConfiguration: {
          imageRepository: {
            imageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1",
            imageRepositoryType: "ECR_PUBLIC",
          },
        },
      }),
    until: becomes("Running"),
  },
  {
    name: "adoption with changes",
    given: async (world) => void seedByConsole(world),
    when: async (world) =>
      void world.apply(shop, imageSpec("2", { adoption: { policy: "IfUnowned", onDifference: "Apply" } })),
    until: becomes("Running"),
  },
  {
    name: "delete",
    given: running,
    when: (world) => world.delete(shop),
    until: (world) => world.untilGone(shop),
  },
  {
    name: "delete and retain",
    given: async (world) => {
      world.apply(shop, imageSpec("1", { deletionPolicy: "Retain" }));
      await world.until(shop, "Running");
    },
    when: (world) => world.delete(shop),
    until: (world) => world.untilGone(shop),
  },
  {
    name: "failed create",
    given: async () => undefined,
    when: async (world) => void world.apply(shop, imageSpec("fail-start")),
    until: becomes("CreateFailed"),
  },
  {
    name: "repair",
    given: async (world) => {
      world.apply(shop, imageSpec("fail-start"));
      await world.until(shop, "CreateFailed");
    },
    when: edit(imageSpec("2")),
    until: becomes("Running"),
  },
  {
    name: "recreate",
    given: async () => undefined,
    when: async (world) => {
      world.apply(shop, imageSpec("fail-start", { createFailurePolicy: "Recreate" }));
      await world.until(shop, "Recreating");
      await world.edit(shop, { spec: imageSpec("2") });
    },
    until: becomes("Running"),
  },
  {
    name: "deleted elsewhere",
    given: running,
    when: async (world) => void (await world.callAws("DeleteService", { ServiceArn: world.get(shop)?.status?.arn })),
    until: async (world) => {
      const hasSuccessor = (): boolean => world.emulator.admin.services().length === 2;
      await world.clock.advanceUntil(hasSuccessor, 3_600_000);
      await world.until(shop, "Running");
    },
  },
];
