import { beforeAll, describe, expect, it } from "vitest";
import { imageSpec, shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const hourMs = 3_600_000;

describe("invariant 10: what happened while no operator ran", () => {
  beforeAll(warmUp);

  it("is told when it is a deployment of somebody else's that failed, and leaves Ready as it is", async () => {
    const world = new World();
    const process = world.start();
    world.apply(shop, imageSpec("fail-deploy"));
    await world.until(shop, "Running");
    process.kill();
    await world.callAws("StartDeployment", { ServiceArn: world.get(shop)?.status?.arn });
    await world.clock.advance(2 * hourMs);
    world.start();
    await world.clock.advance(hourMs);
    const conditions = world.get(shop)?.status?.conditions ?? [];
    expect(conditions).toContainEqual(expect.objectContaining({ type: "Ready", status: "True" }));
    expect(conditions).toContainEqual(expect.objectContaining({ type: "DeploymentFailed", status: "True" }));
    expect(world.told.events.map(({ reason }) => reason)).toContain("ForeignDeploymentFailed");
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });
});
