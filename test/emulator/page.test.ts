import { AppRunner } from "@aws-sdk/client-apprunner";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MovableClock } from "../../src/base/movable-clock.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import type { AppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { listen, type Listening } from "../../src/sandbox/serve.ts";
import { hasChromium, startChromium } from "../tools/start-chromium.ts";

const image = { ImageIdentifier: "public.ecr.aws/example/hello:v1", ImageRepositoryType: "ECR_PUBLIC" } as const;
/** A variable of each service, which must not get to the page. */
const secret = "hush-hush";
const source = {
  ImageRepository: { ...image, ImageConfiguration: { RuntimeEnvironmentVariables: { KEY: secret } } },
};

describe.skipIf(!hasChromium)("the emulator's page in Chromium", () => {
  let browser: Browser;
  let emulator: AppRunnerEmulator;
  let server: Listening;
  let client: AppRunner;
  let page: Page;
  /** Errors and warnings of the console, violations of the content security policy among them. */
  let trouble: string[];
  let requests: string[];
  /** What the emulator has sent to the page. */
  let received: string[];

  beforeAll(async () => {
    browser = await startChromium((text) => console.log(text));
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    emulator = createAppRunnerEmulator({ clock: new MovableClock(systemClock) });
    server = await listen((request) => emulator.handle(request), { port: 0 });
    const credentials = { accessKeyId: "AKIDPAGE", secretAccessKey: "any" };
    client = new AppRunner({ endpoint: server.url, region: "us-east-1", credentials, maxAttempts: 1 });
    page = await browser.newPage();
    [trouble, requests, received] = [[], [], []];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) trouble.push(message.text());
    });
    page.on("pageerror", (error) => trouble.push(String(error)));
    page.on("request", (request) => requests.push(request.url()));
    page.on("response", (response) => {
      void response.text().then(
        (text) => received.push(text),
        () => undefined,
      );
    });
    await page.goto(`${server.url}/_emulator`);
  });
  afterEach(async () => {
    await page.close();
    client.destroy();
    await server.close();
    const elsewhere = requests.filter((url) => !url.startsWith(`${server.url}/`));
    const secrets = received.filter((text) => text.includes(secret));
    if (trouble.length + elsewhere.length + secrets.length > 0) {
      throw new Error(`the page is not as quiet as it has to be: ${JSON.stringify({ trouble, elsewhere, secrets })}`);
    }
  });

  const row = (table: string, text: string): Locator => page.locator(`#${table} tr`, { hasText: text });
  const press = (name: string, within: Locator | Page = page): Promise<void> =>
    within.getByRole("button", { name, exact: true }).click();
  const told = (text: string): Promise<void> => page.locator("#told", { hasText: text }).waitFor();

  async function createService(): Promise<string> {
    const { Service } = await client.createService({ ServiceName: "hello", SourceConfiguration: source });
    return Service?.ServiceArn ?? "";
  }

  it("shows services and calls as they come, and puts the clock forward", async () => {
    await told("Connected.");
    await createService();
    await row("services", "OPERATION_IN_PROGRESS").filter({ hasText: "hello" }).waitFor();
    await row("services", "CREATE_SERVICE IN_PROGRESS").or(row("services", "CREATE_SERVICE PENDING")).waitFor();
    const call = row("calls", "CreateService");
    await call.waitFor();
    expect(await call.locator("td").allTextContents()).toEqual([
      "1",
      expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3}$/),
      "CreateService",
      "AKIDPAGE in us-east-1",
      "200",
    ]);
    expect(received.join("\n")).toContain("AKIDPAGE");
    await press("10 minutes on");
    await row("services", "RUNNING").filter({ hasText: "CREATE_SERVICE SUCCEEDED" }).waitFor();
    await page.locator("[name=seconds]").fill("3600");
    await press("Put it forward");
    await told("Put the clock forward: done.");
    expect(Date.parse(emulator.admin.clock().now) - Date.now()).toBeGreaterThan(4_000_000);
  });

  it("completes a handshake and validates a domain", async () => {
    const ServiceArn = await createService();
    await client.createConnection({ ConnectionName: "github", ProviderType: "GITHUB" });
    await press("Complete the handshake", row("connections", "github"));
    await row("connections", "AVAILABLE").waitFor();
    expect((await client.listConnections({})).ConnectionSummaryList?.[0]?.Status).toBe("AVAILABLE");

    await press("10 minutes on");
    await row("services", "RUNNING").waitFor();
    await client.associateCustomDomain({ ServiceArn, DomainName: "shop.test" });
    await press("1 minute on");
    await press("Validate", row("domains", "PENDING_CERTIFICATE_DNS_VALIDATION"));
    await row("domains", "BINDING_CERTIFICATE").waitFor();
    await press("10 minutes on");
    await row("domains", "ACTIVE").waitFor();
    const { CustomDomains } = await client.describeCustomDomains({ ServiceArn });
    expect(CustomDomains?.[0]?.Status).toBe("active");
  });

  it("lets calls fail, stops services, and changes settings", async () => {
    await page.locator("[name=operation]").selectOption("ListServices");
    await page.locator("[name=code]").fill("ThrottlingException");
    await page.locator("[name=message]").fill("<b>slow</b>");
    await press("Let them fail");
    await row("injections", "ThrottlingException: <b>slow</b>").waitFor();
    await expect(client.listServices({})).rejects.toThrow("<b>slow</b>");
    await row("calls", "400 ThrottlingException").waitFor();
    await page.locator("#injections", { hasText: "none" }).waitFor();
    expect((await client.listServices({})).ServiceSummaryList).toEqual([]);

    await createService();
    await press("Hold", row("services", "hello"));
    await row("services", "(held)").waitFor();
    expect(emulator.admin.services()).toMatchObject([{ held: true }]);
    await press("Let go", row("services", "hello"));
    await told("Let go hello: done.");

    await page.getByText("Switches", { exact: true }).click();
    await page.locator("[name=closedAccount]").selectOption("true");
    await told("Set closedAccount: done.");
    await expect(client.createService({ ServiceName: "other", SourceConfiguration: source })).rejects.toThrow();
    expect(emulator.admin.switches().closedAccount).toBe(true);
    await page.locator("[name=serviceQuota]").fill("-1");
    await page.locator("[name=serviceQuota]").blur();
    await told("Set serviceQuota: 1 validation error detected");
    // Chromium's own word about the refusal.
    expect(trouble.splice(0)).toEqual([expect.stringContaining("status of 400")]);
  });

  it("takes no text for an element, wherever it comes from", async () => {
    const evil = "<img/src=x/onerror=alert(1)>";
    const headers = {
      "x-amz-target": evil,
      authorization: `AWS4-HMAC-SHA256 Credential=<script>alert(1)<//20260101/${evil.replaceAll("/", "_")}/x/aws4_request`,
    };
    await fetch(server.url, { method: "POST", headers, body: "{}" });
    emulator.admin.inject({ when: "before", answer: "error", message: evil });
    await row("calls", evil).waitFor();
    await row("injections", evil).waitFor();
    expect(await page.locator("main img, main script").count()).toBe(0);
  });

  it("is quiet while nobody looks, and notices an emulator that began anew", async () => {
    await createService();
    await row("calls", "CreateService").waitFor();
    await page.evaluate(`
      Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
      document.dispatchEvent(new Event("visibilitychange"));
    `);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = requests.length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(requests).toHaveLength(before);
    emulator = createAppRunnerEmulator({ clock: new MovableClock(systemClock) });
    await client.listServices({});
    await page.evaluate(`
      Object.defineProperty(document, "hidden", { configurable: true, get: () => false });
      document.dispatchEvent(new Event("visibilitychange"));
    `);
    await row("calls", "ListServices").waitFor();
    expect(await page.locator("#calls tr").count()).toBe(1);
    await page.locator("#services", { hasText: "none" }).waitFor();
  });

  it("can be used without seeing it: each control has a name, each section a heading", async () => {
    await told("Connected.");
    const nameless = await page.evaluate(`
      [...document.querySelectorAll("input, select, button, section, table")].filter((element) =>
        !element.labels?.length && !element.textContent.trim() && !element.getAttribute("aria-labelledby")).length
    `);
    expect(nameless).toBe(0);
    expect(await page.getByRole("heading", { level: 2 }).count()).toBe(await page.locator("section").count());
    expect(await page.getByRole("status").textContent()).toBe("Connected.");
    const colours = async (colorScheme: "light" | "dark"): Promise<unknown> => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate("getComputedStyle(document.body).backgroundColor");
    };
    expect(await colours("dark")).not.toBe(await colours("light"));
  });

  it("does nothing for a page of another server", async () => {
    const other = await listen(
      () =>
        Promise.resolve(
          new Response("<!doctype html><title>other</title>", { headers: { "content-type": "text/html" } }),
        ),
      { port: 0 },
    );
    const foreign = await browser.newPage();
    try {
      await foreign.goto(other.url);
      await createService();
      const reset = { method: "POST", mode: "no-cors", body: "{}" };
      await foreign.evaluate(`fetch("${server.url}/_emulator/reset", ${JSON.stringify(reset)})`);
      expect(emulator.admin.services()).toHaveLength(1);
    } finally {
      await foreign.close();
      await other.close();
    }
  });
});
