import { beforeAll, describe, expect, it } from "vitest";
import { warmUp, World } from "./world.ts";

const image = (tag: string, port = "8000") => ({
  sourceConfiguration: {
    imageRepository: {
      imageIdentifier: `public.ecr.aws/x1y2z3a4/web:${tag}`,
      imageRepositoryType: "ECR_PUBLIC",
      imageConfiguration: { port, runtimeEnvironmentVariables: { COLOUR: "blue" } },
    },
  },
});

describe("the life of a service", () => {
  beforeAll(warmUp);

  it("creates it, changes it, tells of a rollback, takes the fix, pauses, resumes and deletes it", async () => {
    const world = new World();
    world.start();
    world.apply("shop", { ...image("1"), tags: [{ key: "team", value: "a" }] });
    await world.until("shop", "Running");
    expect(world.calls()).toMatchObject({ CreateService: 1 });
    await world.edit("shop", { spec: image("2") });
    await world.until("shop", "Running");
    expect(world.get("shop")?.status?.image).toContain(":2");
    await world.edit("shop", { spec: image("fail-start") });
    await world.until("shop", "UpdateFailed");
    await world.clock.advance(24 * 3_600_000);
    expect(world.calls()["UpdateService"]).toBe(2);
    await world.edit("shop", { spec: image("3") });
    await world.until("shop", "Running");
    await world.edit("shop", { spec: { desiredState: "Paused" } });
    await world.until("shop", "Paused");
    await world.edit("shop", { spec: { desiredState: "Running" } });
    await world.until("shop", "Running");
    await world.delete("shop");
    await world.untilGone("shop");
    expect(world.told.defects).toEqual([]);
  });
});
