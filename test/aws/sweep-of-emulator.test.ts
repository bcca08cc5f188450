import { describe, expect, it } from "vitest";
import { silentAwsObserver } from "../../src/aws/aws-observer.ts";
import { createFleetSweep, type FleetSweep } from "../../src/aws/fleet-sweep.ts";
import { emulatedAws, type EmulatedAws, hourMs, imageSource, place, publicService } from "./emulated-aws.ts";

function sweepOf({ port, clock }: EmulatedAws): FleetSweep {
  return createFleetSweep({ place, port, clock, random: () => 0.5, speed: 1, observer: silentAwsObserver });
}

describe("a sweep of the emulator", () => {
  it("finds a service behind short and empty pages", async () => {
    const aws = emulatedAws();
    const arn = await aws.created("demo-web");
    aws.emulator.admin.addDeletedRows(70);
    await aws.created("newer");
    const sweep = sweepOf(aws);
    expect(await sweep.lookup("demo-web", { notBeforeMs: aws.clock.monotonicMs() })).toEqual([
      { arn, name: "demo-web", status: "RUNNING" },
    ]);
    expect(aws.arrived().filter((operation) => operation === "ListServices")).toHaveLength(4);
  });

  it("finds the service of a create whose answer was lost", async () => {
    const aws = emulatedAws();
    const sweep = sweepOf(aws);
    aws.emulator.admin.inject({ when: "after", answer: "drop", operation: "CreateService" });
    const askedMs = aws.clock.monotonicMs();
    await expect(aws.port.call("CreateService", publicService("demo-web"))).rejects.toHaveProperty(
      "errorClass",
      "transient",
    );
    expect(await sweep.lookup("demo-web", { notBeforeMs: askedMs })).toMatchObject([
      { name: "demo-web", status: "OPERATION_IN_PROGRESS" },
    ]);
  });

  it("tells of every change that somebody else makes: created, changed, paused, deleted", async () => {
    const aws = emulatedAws();
    const told: string[] = [];
    const end = sweepOf(aws).subscribe((_arn, before, after) =>
      told.push(`${before?.status ?? "-"} > ${after?.status ?? "-"}`),
    );
    await aws.clock.advance(1_000);
    const ServiceArn = await aws.created("demo-web");
    await aws.port.call("UpdateService", { ServiceArn, SourceConfiguration: imageSource("2") });
    await aws.clock.advance(hourMs);
    await aws.port.call("PauseService", { ServiceArn });
    await aws.clock.advance(hourMs);
    await aws.port.call("DeleteService", { ServiceArn });
    await aws.clock.advance(hourMs);
    end();
    expect(told).toEqual([
      "- > OPERATION_IN_PROGRESS",
      "OPERATION_IN_PROGRESS > RUNNING",
      "RUNNING > OPERATION_IN_PROGRESS",
      "OPERATION_IN_PROGRESS > RUNNING",
      "RUNNING > OPERATION_IN_PROGRESS",
      "OPERATION_IN_PROGRESS > PAUSED",
      "PAUSED > OPERATION_IN_PROGRESS",
      "OPERATION_IN_PROGRESS > -",
    ]);
  });

  it.each([
    { services: 1, reads: 60 },
    { services: 20, reads: 60 },
    { services: 21, reads: 120 },
  ])("costs $reads reads an hour for $services services", async ({ services, reads }) => {
    const aws = emulatedAws();
    const ImageRepository = {
      ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1",
      ImageRepositoryType: "ECR_PUBLIC" as const,
    };
    for (let number = 0; number < services; number++) {
      aws.emulator.admin.seed({ ServiceName: `demo-web-${number}`, SourceConfiguration: { ImageRepository } });
    }
    const end = sweepOf(aws).subscribe(() => {});
    await aws.clock.advance(hourMs - 1);
    end();
    expect(aws.arrived()).toHaveLength(reads);
    // The whole way through the SDK takes no virtual time, so that simulations over it are deterministic.
    expect(aws.records.every((record) => record.durationMs === 0 && record.outcome === "ok")).toBe(true);
  });
});
