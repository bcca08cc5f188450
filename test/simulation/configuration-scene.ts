import type { Reason } from "../../src/controllers/engine/reasons.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";
import { stableJson } from "../../src/base/stable-json.ts";
import type { ConfigurationView } from "../../src/sandbox/app-runner/admin/configuration-view.ts";
import type { Subject } from "../api/kind-fields/subject.ts";
import { World } from "./world.ts";

/** The name of the object. */
export const configuration = "shared";

/** How App Runner's resources of a kind are read. */
const readers: Readonly<Record<string, (world: World, view: ConfigurationView) => Promise<Json>>> = {
  AutoScalingConfiguration: (world, { arn }) =>
    world.callAws("DescribeAutoScalingConfiguration", { AutoScalingConfigurationArn: arn }),
  ObservabilityConfiguration: (world, { arn }) =>
    world.callAws("DescribeObservabilityConfiguration", { ObservabilityConfigurationArn: arn }),
  VpcConnector: (world, { arn }) => world.callAws("DescribeVpcConnector", { VpcConnectorArn: arn }),
  Connection: async (world, { name }) => {
    const { ConnectionSummaryList: all } = await world.callAws("ListConnections", { ConnectionName: name });
    return { Connection: Array.isArray(all) ? (all[0] ?? null) : null };
  },
};

/** What tells one version from the other, and nothing of how it is configured. */
const identity = /^(.*Arn|.*Name|.*Revision|Latest|CreatedAt)$/;

/** One object of a kind that services refer to, with an operator that looks after it. */
export class ConfigurationScene {
  readonly world = new World();
  readonly #subject: Subject;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  get type(): Subject["definition"]["type"] {
    return this.#subject.definition.type;
  }

  /** Applies the object, and lets it come to rest. */
  async start(spec: JsonObject, reason: Reason = "Available"): Promise<void> {
    this.world.hasConfigurations = true;
    this.world.start();
    await this.apply(spec, reason);
  }

  /** Applies the object when there is none, and lets it come to rest. */
  async apply(spec: JsonObject, reason: Reason = "Available"): Promise<void> {
    this.world.applyKind(this.type, configuration, spec);
    if (this.type.kind === "Connection" && this.versions().length === 0) {
      await this.world.untilKind(this.type, configuration, "WaitingForHandshake");
      for (const { name } of this.versions()) this.world.emulator.admin.setConnection(name, "AVAILABLE");
    }
    await this.#rest(reason);
  }

  /** Deletes the object, and waits until it is gone. */
  async delete(): Promise<void> {
    await this.world.deleteKind(this.type, configuration);
    await this.world.untilTrue("it is gone", () => this.world.getKind(this.type, configuration) === undefined);
  }

  /**
   * Makes `spec` the object's whole spec. Returns the changing calls that were made until it rested, with that reason;
   * `untold`: the operator says nothing of the spec.
   */
  async become(spec: JsonObject, reason: Reason | "untold" = "Available"): Promise<Readonly<Record<string, number>>> {
    const before = this.world.mutations();
    const patch = { type: "json", body: [{ op: "replace", path: "/spec", value: spec }] } as const;
    await this.world.kube.patch(this.type, { namespace: "default", name: configuration }, patch);
    await this.#rest(reason);
    const counts = Object.entries(this.world.mutations()).map(
      ([operation, count]) => [operation, count - (before[operation] ?? 0)] as const,
    );
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  /** What exists at App Runner of the kind, but for App Runner's own. */
  versions(): readonly ConfigurationView[] {
    const noun = this.type.kind.toLowerCase();
    return this.world.emulator.admin
      .configurations()
      .filter(({ arn, name, isDeleted }) => arn.includes(`:${noun}/`) && !isDeleted && name !== "DefaultConfiguration");
  }

  /** All that App Runner's resources are configured as, their ARNs and names aside, and their tags that are not ours. */
  async live(): Promise<string> {
    const read = readers[this.type.kind];
    if (read === undefined) throw new Error(`say how a ${this.type.kind} is read`);
    const all = this.versions().map(async (view) => {
      const tags = Object.entries(view.tags).filter(([key]) => !key.startsWith("apprunner-operator.dev/"));
      return { settings: settingsOf(await read(this.world, view)), tags: Object.fromEntries(tags) };
    });
    return stableJson(await Promise.all(all));
  }

  async #rest(reason: Reason | "untold"): Promise<void> {
    const { world, type } = this;
    const rests = (): boolean => (world.reasonOf(type, configuration) ?? "untold") === reason;
    if (reason !== "untold") await world.untilKind(type, configuration, reason);
    await world.clock.advance(30 * 60_000);
    await world.untilTrue(`${type.kind} is ${reason}`, rests);
  }
}

function settingsOf(value: Json | undefined): Json {
  if (!isJsonObject(value)) return value ?? null;
  const members = Object.entries(value).filter(([name]) => !identity.test(name));
  return Object.fromEntries(members.map(([name, member]): [string, Json] => [name, settingsOf(member)]));
}
