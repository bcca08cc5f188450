import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { labels } from "../state/source-label.ts";
import { defaultSwitches } from "../settings/switches.ts";
import { realDurations } from "../settings/durations.ts";
import { TestClient } from "../test-client.ts";

async function pageAt(path: string): Promise<{ readonly response: Response; readonly text: string }> {
  const { emulator } = new TestClient();
  const response = await emulator.handle(new Request(`http://127.0.0.1${path}`));
  return { response, text: await response.text() };
}

it("is the root of the admin interface", async () => {
  const { response } = await pageAt("/_emulator");
  expect([response.status, response.headers.get("location")]).toEqual([308, "/_emulator/"]);
  const page = await pageAt("/_emulator/");
  expect(page.response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.text).toContain("<title>App Runner emulator</title>");
});

it("lets nothing run but its own script, and takes nothing from elsewhere", async () => {
  const { response, text } = await pageAt("/_emulator/");
  const policy = response.headers.get("content-security-policy") ?? "";
  for (const element of ["script", "style"]) {
    const [, content = ""] = new RegExp(`<${element}>([^]*?)</${element}>`).exec(text) ?? [];
    const hash = createHash("sha256").update(content).digest("base64");
    expect(policy).toContain(`${element}-src 'sha256-${hash}'`);
  }
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).not.toContain("unsafe");
  expect(text).not.toMatch(/https?:\/\/|\bsrc=|\bon[a-z]+="|\bstyle="|innerHTML|outerHTML|insertAdjacentHTML/);
  expect(Buffer.byteLength(text)).toBeLessThan(64_000);
});

it("has a control for each switch, each duration and each label", async () => {
  const { text } = await pageAt("/_emulator/");
  for (const name of Object.keys({ ...defaultSwitches, ...realDurations })) expect(text).toContain(` name="${name}"`);
  for (const label of labels) expect(text).toContain(`<code>${label}</code>`);
});
