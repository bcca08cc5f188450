import { expect, it } from "vitest";
import { MovableClock } from "../../../base/movable-clock.ts";
import { VirtualClock } from "../../../base/virtual-clock.ts";
import { createAppRunnerEmulator } from "../emulator.ts";
import { authorization, minuteMs } from "../test-client.ts";

it("a session lasts an hour by the clock of those who have it, however far the emulator's was put forward", async () => {
  const real = new VirtualClock();
  const clock = new MovableClock(real);
  const emulator = createAppRunnerEmulator({ clock });
  const send = async (headers: Record<string, string>, body: string): Promise<{ status: number; text: string }> => {
    const request = new Request("http://emulator/", { method: "POST", headers, body });
    const response = await emulator.handle(request);
    return { status: response.status, text: await response.text() };
  };
  await clock.advance(5 * 60 * minuteMs);
  const role = "arn:aws:iam::444455556666:role/deployer";
  const { text } = await send(
    { authorization: authorization(), "content-type": "application/x-www-form-urlencoded" },
    `Action=AssumeRole&RoleSessionName=test&RoleArn=${role}`,
  );
  const element = (name: string): string => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1] ?? "";
  expect(Date.parse(element("Expiration"))).toBe(real.nowMs() + 60 * minuteMs);
  const list = (): Promise<{ status: number; text: string }> =>
    send(
      {
        authorization: authorization("us-east-1", element("AccessKeyId")),
        "x-amz-security-token": element("SessionToken"),
        "x-amz-target": "AppRunner.ListServices",
      },
      "{}",
    );
  await clock.advance(5 * 60 * minuteMs);
  expect((await list()).status).toBe(200);
  await real.advance(60 * minuteMs);
  expect((await list()).text).toContain("ExpiredTokenException");
});
