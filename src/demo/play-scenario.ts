import type { Clock } from "../base/clock.ts";
import { sleep } from "../base/sleep.ts";
import { unreachable } from "../base/unreachable.ts";
import { DemoFailure } from "./demo-failure.ts";
import { judge, liveDifference } from "./judge.ts";
import { edited, type Manifest } from "./manifest.ts";
import { manifestDiff } from "./manifest-diff.ts";
import type { Snapshot } from "./snapshot.ts";
import type { DemoStep } from "./step.ts";
import type { DemoView, StepPosition } from "./view.ts";
import type { DemoWorld } from "./world.ts";

export interface PlayOptions {
  readonly steps: readonly DemoStep[];
  readonly manifest: Manifest;
  readonly world: DemoWorld;
  readonly view: DemoView;
  readonly clock: Clock;
  /** How many times faster than AWS App Runner answers. */
  readonly speed: number;
  readonly signal: AbortSignal;
}

const lookEveryMs = 60;
/** No operation of the scenario takes half as long on AWS. */
const longestStepMs = 35 * 60_000;
const slackMs = 8_000;
const lookAnnotation = "apprunner-operator.dev/reconcile-requested-at";

/**
 * Plays the steps in order, each to its end, and checks how it comes out.
 * @throws {DemoFailure} when a step does not come out as told. The signal's reason when it is aborted.
 */
export async function playScenario(options: PlayOptions): Promise<void> {
  const { steps, view, clock, signal } = options;
  const startMs = clock.monotonicMs();
  const player = new Player(options);
  for (const [index, step] of steps.entries()) {
    const position = { step, number: index + 1, of: steps.length };
    try {
      await player.play(position);
    } catch (error) {
      if (signal.aborted && error === signal.reason) view.stopped(position);
      throw error;
    }
  }
  view.finished(steps.length, clock.monotonicMs() - startMs);
}

class Player {
  readonly #options: PlayOptions;
  /** As it was last applied; undefined: it is not there. */
  #manifest: Manifest | undefined;
  #arn: string | undefined;

  constructor(options: PlayOptions) {
    this.#options = options;
  }

  async play(position: StepPosition): Promise<void> {
    const { view, world, clock, speed, signal } = this.#options;
    const { step } = position;
    const after = this.#manifestAfter(step);
    // What is deleted needs not be shown again, line by line.
    view.began(position, after === undefined ? [] : manifestDiff(this.#manifest, after));
    const callsBefore = (await world.calls()).length;
    const startMs = clock.monotonicMs();
    const asked = await this.#act(step, after);
    this.#manifest = after;
    for (;;) {
      const snapshot = await this.#look(callsBefore);
      const elapsedMs = clock.monotonicMs() - startMs;
      const handled = asked === undefined || snapshot.service?.status?.lastHandledReconcileRequestedAt === asked;
      const verdict = judge(step.expect, snapshot, handled);
      if (verdict.type === "wrong") this.#fail(position, snapshot, verdict.message);
      if (verdict.type === "done") {
        await this.#checkLive(position, snapshot);
        view.ended(position, snapshot, elapsedMs);
        return;
      }
      if (elapsedMs > longestStepMs / speed + slackMs) {
        this.#fail(position, snapshot, `waited in vain for ${verdict.missing}`);
      }
      view.progress(position, snapshot, elapsedMs);
      await sleep(clock, lookEveryMs, signal);
    }
  }

  #manifestAfter({ act }: DemoStep): Manifest | undefined {
    switch (act.type) {
      case "create":
        return this.#options.manifest;
      case "edit":
        return edited(this.#existing(), act.patch);
      case "look":
      case "interfere":
        return this.#manifest;
      case "delete":
        return undefined;
      default:
        return unreachable(act);
    }
  }

  /** Returns the request that the operator has to answer, where one was made. */
  async #act({ act }: DemoStep, after: Manifest | undefined): Promise<string | undefined> {
    const { world, clock, manifest } = this.#options;
    const { name } = manifest.metadata;
    switch (act.type) {
      case "create":
        await world.create(after ?? manifest);
        return undefined;
      case "edit":
        await world.patch(name, act.patch);
        return undefined;
      case "look": {
        const asked = new Date(clock.nowMs()).toISOString();
        await world.patch(name, { metadata: { annotations: { [lookAnnotation]: asked } } });
        return asked;
      }
      case "interfere":
        await world.interfere(this.#knownArn(), act.variables);
        return undefined;
      case "delete":
        await world.delete(name);
        return undefined;
      default:
        return unreachable(act);
    }
  }

  async #look(callsBefore: number): Promise<Snapshot> {
    const { world, manifest } = this.#options;
    const calls = (await world.calls()).slice(callsBefore);
    const service = await world.read(manifest.metadata.name);
    this.#arn = service?.status?.arn ?? this.#arn;
    return { service, calls };
  }

  async #checkLive(position: StepPosition, snapshot: Snapshot): Promise<void> {
    const { live } = position.step.expect;
    if (live === undefined) return;
    const difference = liveDifference(live, await this.#options.world.live(this.#knownArn()));
    if (difference !== undefined) this.#fail(position, snapshot, difference);
  }

  #fail(position: StepPosition, snapshot: Snapshot, message: string): never {
    this.#options.view.failed(position, snapshot, message);
    throw new DemoFailure(`step ${position.number} (${position.step.title}) did not come out as told: ${message}`);
  }

  #existing(): Manifest {
    if (this.#manifest === undefined) throw new DemoFailure("the scenario edits what it has not created");
    return this.#manifest;
  }

  #knownArn(): string {
    if (this.#arn === undefined) throw new DemoFailure("the status tells no ARN");
    return this.#arn;
  }
}
