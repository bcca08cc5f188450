import { type CustomDomain, customDomainType } from "../../src/api/custom-domain.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import { imageSpec, shop } from "./scenarios.ts";
import { statusFaults } from "./status-faults.ts";
import { World } from "./world.ts";

/** The name of the object of the domain. */
export const domainObject = "shop-domain";
export const domainName = "shop.acme.dev";

/** A world in which a service gets a domain. */
export class DomainScene {
  readonly world = new World();

  constructor() {
    this.world.hasConfigurations = true;
  }

  /** Ends it. Throws when a status was written that no client would take, or the operator failed. */
  end(): void {
    this.world.end();
    const faults = [...this.world.writtenConfigurations.flatMap(statusFaults), ...this.world.told.defects];
    if (faults.length > 0) throw new Error(faults.join("\n"));
  }

  apply(spec: JsonObject = {}, object = domainObject): void {
    this.world.applyKind(customDomainType, object, { serviceRef: { name: shop }, domainName, ...spec });
  }

  async edit(patch: JsonObject, object = domainObject): Promise<void> {
    await this.world.editKind(customDomainType, object, patch);
  }

  status(object = domainObject): CustomDomain["status"] {
    return this.world.getKind<CustomDomain>(customDomainType, object)?.status;
  }

  message(object = domainObject): string {
    return this.status(object)?.conditions?.find((condition) => condition.type === "Ready")?.message ?? "";
  }

  async until(reason: Reason, object = domainObject): Promise<void> {
    await this.world.untilKind(customDomainType, object, reason);
  }

  async remove(object = domainObject): Promise<void> {
    await this.world.deleteKind(customDomainType, object);
  }

  async untilGone(object = domainObject): Promise<void> {
    const isGone = (): boolean => this.world.getKind(customDomainType, object) === undefined;
    await this.world.untilTrue(`${object} is gone`, isGone);
  }

  /** Makes every DNS record, as somebody at a DNS provider does. */
  validate(domain = domainName): void {
    this.world.emulator.admin.validateDomain(domain, "SUCCESS");
  }

  /** A running service whose domain has its certificate. */
  async active(spec: JsonObject = {}): Promise<void> {
    this.world.apply(shop, imageSpec("1"));
    this.apply(spec);
    this.world.start();
    await this.until("WaitingForDns");
    this.validate();
    await this.until("Available");
  }

  /** The domains that App Runner has for the service. */
  async associated(): Promise<readonly JsonObject[]> {
    const { CustomDomains } = await this.world.callAws("DescribeCustomDomains", {
      ServiceArn: this.world.get(shop)?.status?.arn,
    });
    return CustomDomains as unknown as readonly JsonObject[];
  }
}
