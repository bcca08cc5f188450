import type { Json, JsonObject } from "../../../base/json.ts";
import { canAdvance, type Clock } from "../../../base/clock.ts";
import type { CallLog, RecordedCall } from "../front/call-log.ts";
import type { Injection, Injections } from "../front/injection.ts";
import type { Durations } from "../settings/durations.ts";
import type { Settings } from "../settings/settings.ts";
import { isActive, recordsOf } from "../service/find-configuration.ts";
import type { Switches } from "../settings/switches.ts";
import { operations } from "../operations/operations.ts";
import { awsJson } from "../wire/aws-json.ts";
import { hold } from "../state/settle.ts";
import type { CallContext } from "../state/call-context.ts";
import type { ConnectionRecord } from "../state/configuration-record.ts";
import { validateRecords } from "../state/domain-record.ts";
import { hexId } from "../state/ids.ts";
import type { RegionState } from "../state/region-state.ts";
import type { Regions } from "../state/regions.ts";
import type { ServiceRecord } from "../state/service-record.ts";
import { AdminError } from "./admin-error.ts";
import { type ConfigurationView, viewConfiguration } from "./configuration-view.ts";
import { type DomainView, viewDomain } from "./domain-view.ts";
import { type IngressView, viewIngress } from "./ingress-view.ts";
import { type MirroredRegion, mirrorInto } from "./mirror.ts";
import { pushImage } from "./push-image.ts";
import { seedService } from "./seed.ts";
import type { Seed } from "./seed.ts";
import { viewService } from "./service-view.ts";
import type { ServiceView } from "./service-view.ts";

/** The region of what is done without naming one. */
const defaultRegion = "us-east-1";

export interface AdminParts {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly regions: Regions;
  readonly calls: CallLog;
  readonly injections: Injections;
  setSwitches(switches: Switches): void;
  /** At AWS's real pace, in milliseconds, whatever the speed. */
  durations(): Durations;
  setDurations(durations: Durations): void;
}

/**
 * The knobs of the emulator for a caller in the same process; `adminHttp` offers the same over HTTP. A `service` is an
 * ARN, or a name that only one existing service has.
 */
export class EmulatorAdmin {
  readonly #parts: AdminParts;
  readonly #initialSwitches: Switches;
  readonly #initialDurations: Durations;
  /** When this emulator began, by its clock. */
  readonly startedAt: string;

  constructor(parts: AdminParts) {
    this.#parts = parts;
    this.#initialSwitches = parts.settings.switches();
    this.#initialDurations = parts.durations();
    this.startedAt = new Date(parts.clock.nowMs()).toISOString();
  }

  /** Every service of every region, deleted ones included, oldest first. */
  services(): readonly ServiceView[] {
    return this.#everyService().map(({ record, region }) => viewService(record, region));
  }

  /** What services refer to, of every region, deleted ones and built-in ones included, oldest first. */
  configurations(): readonly ConfigurationView[] {
    return this.#regions().flatMap((region) => region.configurations.map(viewConfiguration));
  }

  /** Every VPC ingress connection of every region, deleted ones included, oldest first. */
  ingressConnections(): readonly IngressView[] {
    return this.#regions().flatMap((region) => region.ingresses.map(viewIngress));
  }

  /** The custom domains that services have. */
  domains(): readonly DomainView[] {
    const nowMs = this.#parts.clock.nowMs();
    return this.#everyService().flatMap(({ record }) =>
      record.domains.map((domain) => viewDomain(domain, record, nowMs)),
    );
  }

  /** The emulator's time, and whether it can be put forward. */
  clock(): { readonly now: string; readonly canAdvance: boolean } {
    const { clock } = this.#parts;
    return { now: new Date(clock.nowMs()).toISOString(), canAdvance: canAdvance(clock) };
  }

  /** Makes a region of an account the copy of another one. */
  mirror(account: string, region: string, content: MirroredRegion): void {
    mirrorInto(this.#parts.regions.get(account, region), content);
  }

  /**
   * What a reading operation would answer, without a trace in the calls.
   * @throws {Fault} as the operation does.
   */
  look(operation: string, input: JsonObject, at: { readonly account: string; readonly region: string }): Json {
    const region = this.#parts.regions.get(at.account, at.region);
    region.settle(this.#parts.clock.nowMs(), this.#parts.settings.durations());
    const answer = operations.get(operation)?.invoke(input, this.#context(region)) ?? {};
    return JSON.parse(awsJson(answer)) as Json;
  }

  /** The calls made after the one of that number, oldest first. */
  calls(after = 0): readonly RecordedCall[] {
    return this.#parts.calls.after(after);
  }

  clearCalls(): void {
    this.#parts.calls.clear();
  }

  /** Back to the beginning: no services, no calls, no faults, the switches and durations of the start. */
  reset(): void {
    this.#parts.regions.clear();
    this.#parts.calls.clear();
    this.#parts.injections.clear();
    this.#parts.setSwitches(this.#initialSwitches);
    this.#parts.setDurations(this.#initialDurations);
  }

  /** Stops a service's time (its operation, now and later, is stuck), or lets it go on. */
  hold(service: string, held: boolean): void {
    hold(this.#find(service).record, held, this.#parts.clock.nowMs());
  }

  /** Makes a RUNNING service busy for a while without any operation. @param durationMs by default `maintenance`. */
  maintenance(service: string, durationMs: number = this.#parts.settings.durations().maintenance): void {
    const { record } = this.#find(service);
    if (record.status !== "RUNNING") throw new AdminError(`${record.name} is not RUNNING, but ${record.status}.`, 409);
    record.status = "OPERATION_IN_PROGRESS";
    record.activity = {
      steps: [{ atMs: this.#parts.clock.nowMs() + durationMs, service: { status: "RUNNING" } }],
    };
  }

  /** Acts as if somebody pushed this image, in all regions. Returns the ARNs of the services that reacted. */
  pushImage(imageIdentifier: string): readonly string[] {
    return this.#regions().flatMap((region) =>
      pushImage(imageIdentifier, this.#context(region)).map((record) => record.arn),
    );
  }

  /**
   * Does what a person does in the console: completes the handshake of a connection, or breaks it.
   * @param connection an ARN, or a name that only one existing connection has.
   * @throws {AdminError} when there is no such connection.
   */
  setConnection(connection: string, status: ConnectionRecord["status"]): void {
    const found = this.#regions()
      .flatMap((region) => recordsOf("connection", { region }))
      .filter((record) => isActive(record) && (record.arn === connection || record.name === connection));
    const [record] = found;
    if (record === undefined) throw new AdminError(`There is no connection ${connection}.`, 404);
    if (found.length > 1) throw new AdminError(`There are several connections ${connection}; give the ARN.`, 409);
    record.status = status;
  }

  /**
   * Settles the validation of a custom domain, as its DNS records would.
   * @throws {AdminError} when no service has that domain, or its records do not show yet.
   */
  validateDomain(domain: string, status: "SUCCESS" | "FAILED"): void {
    const found = this.#everyService().flatMap(({ record }) => record.domains.filter(({ name }) => name === domain));
    const [record] = found;
    if (record === undefined) throw new AdminError(`No service has the custom domain ${domain}.`, 404);
    const nowMs = this.#parts.clock.nowMs();
    if (record.recordsAtMs > nowMs) {
      throw new AdminError(`The validation records of ${domain} do not show yet.`, 409);
    }
    validateRecords(record, status, nowMs);
  }

  inject(injection: Injection): void {
    this.#parts.injections.add(injection);
  }

  /** The faults that still wait for their calls. */
  injections(): readonly Injection[] {
    return this.#parts.injections.all();
  }

  clearInjections(): void {
    this.#parts.injections.clear();
  }

  switches(): Switches {
    return this.#parts.settings.switches();
  }

  /** Changes the switches that are given. Returns all of them. */
  setSwitches(changes: Partial<Switches>): Switches {
    const switches = { ...this.switches(), ...changes };
    this.#parts.setSwitches(switches);
    return switches;
  }

  /** How long things take, in milliseconds at AWS's real pace. */
  durations(): Durations {
    return this.#parts.durations();
  }

  /**
   * Changes the durations that are given, for what starts from now on, in milliseconds at AWS's real pace: the speed
   * divides them. Returns all of them.
   */
  setDurations(changes: Partial<Durations>): Durations {
    const durations = { ...this.durations(), ...changes };
    this.#parts.setDurations(durations);
    return durations;
  }

  /**
   * Makes a service as the console would have made it. Returns its ARN.
   * @throws {AdminError} when its name is taken; {Fault} when App Runner would refuse it.
   */
  seed(seed: Seed): string {
    return seedService(seed, this.#context(this.#region(seed.Region))).arn;
  }

  /** Adds rows of services deleted long ago, newer than everything there is: ListServices pages become short or empty. */
  addDeletedRows(count: number, region?: string): void {
    const { random } = this.#parts.settings;
    const createdAtMs = this.#parts.clock.nowMs();
    for (let row = 0; row < count; row++) {
      this.#region(region).deletedRows.push({ id: hexId(random), createdAtMs });
    }
  }

  /** @throws {AdminError} when the emulator runs on a clock that cannot be put forward. */
  async advanceClock(byMs: number): Promise<void> {
    const { clock } = this.#parts;
    if (!canAdvance(clock)) throw new AdminError("The emulator runs on the real clock.", 409);
    await clock.advance(byMs);
  }

  #regions(): readonly RegionState[] {
    return this.#parts.regions.all(this.#parts.clock.nowMs(), this.#parts.settings.durations());
  }

  #region(name = defaultRegion): RegionState {
    const region = this.#parts.regions.get(this.#parts.settings.account, name);
    region.settle(this.#parts.clock.nowMs(), this.#parts.settings.durations());
    return region;
  }

  #context(region: RegionState): CallContext {
    return { nowMs: this.#parts.clock.nowMs(), region, settings: this.#parts.settings };
  }

  #everyService(): readonly { readonly record: ServiceRecord; readonly region: RegionState }[] {
    return this.#regions().flatMap((region) => region.services.map((record) => ({ record, region })));
  }

  #find(service: string): { readonly record: ServiceRecord; readonly region: RegionState } {
    const [found, ...others] = this.#everyService().filter(
      ({ record }) => record.arn === service || (record.name === service && record.status !== "DELETED"),
    );
    if (found === undefined) throw new AdminError(`There is no service ${service}.`, 404);
    if (others.length > 0) throw new AdminError(`There are several services ${service}; give the ARN.`, 409);
    return found;
  }
}
