import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { minuteMs, TestClient } from "./test-client.ts";

interface Domain extends JsonObject {
  readonly Status: string;
  readonly CertificateValidationRecords: readonly JsonObject[];
}

async function running(): Promise<{ readonly client: TestClient; readonly ServiceArn: string }> {
  const client = new TestClient();
  return { client, ServiceArn: await client.created() };
}

async function domainsOf(client: TestClient, ServiceArn: string): Promise<readonly Domain[]> {
  const answer = (await client.ok("DescribeCustomDomains", { ServiceArn })) as JsonObject;
  return answer["CustomDomains"] as unknown as readonly Domain[];
}

describe("a custom domain", () => {
  it("shows its records after a while, waits for their validation, and becomes active", async () => {
    const { client, ServiceArn } = await running();
    const input = { ServiceArn, DomainName: "shop.test" };
    const associated = (await client.ok("AssociateCustomDomain", input)) as JsonObject;
    expect(associated["DNSTarget"]).toMatch(/\.us-east-1\.awsapprunner\.com$/);
    expect(associated["CustomDomain"]).toMatchObject({ Status: "creating", CertificateValidationRecords: [] });
    expect(() => client.admin.validateDomain("shop.test", "SUCCESS")).toThrow("do not show yet");
    await client.clock.advance(minuteMs);
    const [waiting] = await domainsOf(client, ServiceArn);
    expect(waiting?.Status).toBe("pending_certificate_dns_validation");
    expect(waiting?.CertificateValidationRecords).toHaveLength(3);
    expect(waiting?.CertificateValidationRecords[0]).toMatchObject({ Type: "CNAME", Status: "PENDING_VALIDATION" });
    await client.clock.advance(24 * 60 * minuteMs);
    expect((await domainsOf(client, ServiceArn))[0]?.Status).toBe("pending_certificate_dns_validation");
    client.admin.validateDomain("shop.test", "SUCCESS");
    expect((await domainsOf(client, ServiceArn))[0]?.Status).toBe("binding_certificate");
    await client.clock.advance(5 * minuteMs);
    expect((await domainsOf(client, ServiceArn))[0]?.Status).toBe("active");
  });

  it("leaves the list, and is active again at once without another validation", async () => {
    const { client, ServiceArn } = await running();
    const input = { ServiceArn, DomainName: "shop.test", EnableWWWSubdomain: false };
    await client.ok("AssociateCustomDomain", input);
    await client.clock.advance(minuteMs);
    expect((await domainsOf(client, ServiceArn))[0]?.CertificateValidationRecords).toHaveLength(2);
    client.admin.validateDomain("shop.test", "SUCCESS");
    await domainsOf(client, ServiceArn);
    await client.clock.advance(5 * minuteMs);
    await client.ok("DisassociateCustomDomain", { ServiceArn, DomainName: "shop.test" });
    expect((await domainsOf(client, ServiceArn))[0]?.Status).toBe("deleting");
    await client.clock.advance(minuteMs);
    expect(await domainsOf(client, ServiceArn)).toEqual([]);
    await client.ok("AssociateCustomDomain", input);
    await client.clock.advance(5 * minuteMs);
    expect((await domainsOf(client, ServiceArn))[0]?.Status).toBe("active");
  });

  it("counts its binding from its validation, not from when somebody looks", async () => {
    const { client, ServiceArn } = await running();
    await client.ok("AssociateCustomDomain", { ServiceArn, DomainName: "shop.test" });
    await client.clock.advance(minuteMs);
    client.admin.validateDomain("shop.test", "SUCCESS");
    await client.clock.advance(4 * minuteMs);
    client.admin.validateDomain("shop.test", "SUCCESS");
    expect((await domainsOf(client, ServiceArn))[0]?.Status).toBe("binding_certificate");
    await client.clock.advance(minuteMs);
    expect((await domainsOf(client, ServiceArn))[0]?.Status).toBe("active");
  });

  it("whose validation failed waits on, until it succeeds", async () => {
    const { client, ServiceArn } = await running();
    await client.ok("AssociateCustomDomain", { ServiceArn, DomainName: "shop.test" });
    await client.clock.advance(minuteMs);
    client.admin.validateDomain("shop.test", "FAILED");
    await client.clock.advance(60 * minuteMs);
    const [failed] = await domainsOf(client, ServiceArn);
    expect(failed?.Status).toBe("pending_certificate_dns_validation");
    expect(failed?.CertificateValidationRecords[0]).toMatchObject({ Status: "FAILED" });
    client.admin.validateDomain("shop.test", "SUCCESS");
    await client.clock.advance(5 * minuteMs);
    expect((await domainsOf(client, ServiceArn))[0]?.Status).toBe("active");
  });

  it("is not removed twice, and its removal takes no longer for that", async () => {
    const { client, ServiceArn } = await running();
    const input = { ServiceArn, DomainName: "shop.test" };
    await client.ok("AssociateCustomDomain", input);
    await client.clock.advance(minuteMs);
    await client.ok("DisassociateCustomDomain", input);
    await client.clock.advance(minuteMs / 2);
    expect(await client.refused("DisassociateCustomDomain", input)).toBe(
      "InvalidStateException: Custom domain shop.test cannot be disassociated in the current state: DELETING.",
    );
    await client.clock.advance(minuteMs / 2);
    expect(await domainsOf(client, ServiceArn)).toEqual([]);
  });

  it("that nobody can own fails", async () => {
    const { client, ServiceArn } = await running();
    await client.ok("AssociateCustomDomain", { ServiceArn, DomainName: "www.example.com" });
    await client.clock.advance(minuteMs);
    expect(await domainsOf(client, ServiceArn)).toEqual([expect.objectContaining({ Status: "create_failed" })]);
  });

  it.each<{ title: string; names: readonly string[]; text: string }>([
    { title: "a second time", names: ["a.test", "a.test"], text: "a.test is already associated with" },
    {
      title: "as the sixth one",
      names: ["a.test", "b.test", "c.test", "d.test", "e.test", "f.test"],
      text: "at most 5 custom domains",
    },
    { title: "as a wildcard with www", names: ["*.a.test"], text: "A wildcard domain cannot have a www subdomain" },
  ])("is refused $title", async ({ names, text }) => {
    const { client, ServiceArn } = await running();
    for (const DomainName of names.slice(0, -1)) await client.ok("AssociateCustomDomain", { ServiceArn, DomainName });
    const last = { ServiceArn, DomainName: names.at(-1) ?? "" };
    expect(await client.refused("AssociateCustomDomain", last)).toContain(text);
  });

  it("is refused while the service is paused, and its removal when it is not there", async () => {
    const { client, ServiceArn } = await running();
    const input = { ServiceArn, DomainName: "a.test" };
    expect(await client.refused("DisassociateCustomDomain", input)).toContain(
      "No custom domain a.test found for the provided service",
    );
    await client.ok("PauseService", { ServiceArn });
    await client.clock.advance(10 * minuteMs);
    expect(await client.refused("AssociateCustomDomain", input)).toContain("InvalidStateException");
  });

  it("goes with its service", async () => {
    const { client, ServiceArn } = await running();
    await client.ok("AssociateCustomDomain", { ServiceArn, DomainName: "a.test" });
    await client.ok("DeleteService", { ServiceArn });
    await client.clock.advance(10 * minuteMs);
    expect(await domainsOf(client, ServiceArn)).toEqual([]);
  });
});
