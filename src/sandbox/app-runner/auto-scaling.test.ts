import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestSocket } from "./test-socket.ts";
import type { TestSocket } from "./test-socket.ts";

let socket: TestSocket;
beforeAll(async () => {
  socket = await openTestSocket();
});
afterAll(() => socket.close());

const arn = "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration";
const full = `${arn}/1/00000000000000000000000000000001`;

describe("DescribeAutoScalingConfiguration", () => {
  it.each([arn, `${arn}/1`, full])("knows the built-in configuration as %s", async (AutoScalingConfigurationArn) => {
    const client = socket.client();
    const answer = await client.ok("DescribeAutoScalingConfiguration", { AutoScalingConfigurationArn });
    expect(answer.AutoScalingConfiguration).toEqual({
      AutoScalingConfigurationArn: full,
      AutoScalingConfigurationName: "DefaultConfiguration",
      AutoScalingConfigurationRevision: 1,
      Latest: true,
      Status: "active",
      MaxConcurrency: 100,
      MinSize: 1,
      MaxSize: 25,
      CreatedAt: expect.any(Number) as number,
      HasAssociatedService: false,
      IsDefault: true,
    });
    await client.create();
    const used = await client.ok("DescribeAutoScalingConfiguration", { AutoScalingConfigurationArn });
    expect(used.AutoScalingConfiguration).toMatchObject({ HasAssociatedService: true });
  });

  it("shows the status as the API reference spells it when the switch says so", async () => {
    const client = socket.client({ switches: { autoScalingStatusCase: "upper" } });
    const answer = await client.ok("DescribeAutoScalingConfiguration", { AutoScalingConfigurationArn: arn });
    expect(answer.AutoScalingConfiguration).toMatchObject({ Status: "ACTIVE" });
  });

  it.each([
    [`${arn}/2`, "InvalidRequestException: The auto scaling configuration ARN you specified isn't valid."],
    [arn.replace("DefaultConfiguration", "x"), "InvalidRequestException: The auto scaling configuration ARN"],
    [arn.replace("Default", "Other"), "ResourceNotFoundException: Auto scaling configuration with the provided ARN"],
  ])("refuses %s", async (AutoScalingConfigurationArn, text) => {
    const refusal = await socket.client().refused("DescribeAutoScalingConfiguration", { AutoScalingConfigurationArn });
    expect(refusal).toContain(text);
  });
});
