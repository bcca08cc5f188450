import { describe, expect, it } from "vitest";
import { AwsError } from "./aws-error.ts";
import type { FleetService } from "./fleet.ts";
import { informSweep } from "./inform-sweep.ts";
import type { AppRunnerPort } from "./port.ts";

function bench(answer: () => object): { readonly port: AppRunnerPort; readonly noted: FleetService[] } {
  const noted: FleetService[] = [];
  const aws: AppRunnerPort = { call: () => Promise.resolve({ $metadata: {}, ...answer() } as never) };
  return { port: informSweep(aws, { note: (service) => void noted.push(service) }), noted };
}

const described = (Status: string): object => ({ Service: { ServiceArn: "arn:a", ServiceName: "a", Status } });

describe("a port that informs the sweep", () => {
  it("tells it in which status a service was described", async () => {
    const { port, noted } = bench(() => described("PAUSED"));
    expect(await port.call("DescribeService", { ServiceArn: "arn:a" })).toMatchObject(described("PAUSED"));
    expect(noted).toEqual([{ arn: "arn:a", name: "a", status: "PAUSED" }]);
  });

  it.each([
    ["a deleted service", "DescribeService", described("DELETED")],
    ["an answer without a service", "DescribeService", {}],
    ["the answer to another call", "DeleteService", described("OPERATION_IN_PROGRESS")],
  ] as const)("tells it nothing of %s", async (_name, operation, answer) => {
    const { port, noted } = bench(() => answer);
    await port.call(operation, { ServiceArn: "arn:a" });
    expect(noted).toEqual([]);
  });

  it("passes errors on", async () => {
    const error = new AwsError("no", { errorClass: "notFound", code: "x", operation: "DescribeService" });
    const { port } = bench(() => {
      throw error;
    });
    await expect(port.call("DescribeService", { ServiceArn: "arn:a" })).rejects.toBe(error);
  });
});
