import type { Clock } from "../base/clock.ts";
import { sleep } from "../base/sleep.ts";
import { unreachable } from "../base/unreachable.ts";
import { DemoFailure } from "./demo-failure.ts";
import { judge, liveDifference } from "./judge.ts";
import { edited, type Manifest } from "./manifest.ts";
import { manifestDiff } from "./manifest-diff.ts";
import type { Snapshot } from "./snapshot.ts";
import type { DemoStep } from "./step.ts";
import type { Subject } from "./subjects.ts";
import type { DemoView, StepPosition } from "./view.ts";
import type { DemoWorld } from "./world.ts";

export interface PlayOptions {
  readonly steps: readonly DemoStep[];
  readonly manifests: Readonly<Record<Subject, readonly Manifest[]>>;
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
  /** As they were last applied, by whose they are. */
  readonly #applied = new Map<Subject, readonly Manifest[]>();
  #arn: string | undefined;

  constructor(options: PlayOptions) {
    this.#options = options;
  }

  async play(position: StepPosition): Promise<void> {
    const { view, world, clock, speed, signal } = this.#options;
    const { step } = position;
    const before = this.#applied.get(step.about) ?? [];
    const after = this.#manifestsAfter(step, before);
    // What is deleted needs not be shown again, line by line.
    view.began(position, after.length === 0 ? [] : manifestDiff(before, after));
    const callsBefore = (await world.calls()).length;
    const startMs = clock.monotonicMs();
    const asked = await this.#act(step);
    this.#applied.set(step.about, after);
    for (;;) {
      const snapshot = await this.#look(step.about, callsBefore);
      const elapsedMs = clock.monotonicMs() - startMs;
      const handled = asked === undefined || snapshot.object?.status?.lastHandledReconcileRequestedAt === asked;
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

  #manifestsAfter({ act, about }: DemoStep, before: readonly Manifest[]): readonly Manifest[] {
    switch (act.type) {
      case "create":
        return this.#options.manifests[about];
      case "edit": {
        const [first, ...others] = before;
        if (first === undefined) throw new DemoFailure("the scenario edits what it has not created");
        return [edited(first, act.patch), ...others];
      }
      case "look":
      case "interfere":
        return before;
      case "delete":
        return [];
      default:
        return unreachable(act);
    }
  }

  /** Returns the request that the operator has to answer, where one was made. */
  async #act({ act, about }: DemoStep): Promise<string | undefined> {
    const { world, clock, manifests } = this.#options;
    switch (act.type) {
      case "create":
        for (const manifest of manifests[about]) await world.create(manifest);
        return undefined;
      case "edit":
        await world.patch(this.#first(about), act.patch);
        return undefined;
      case "look": {
        const asked = new Date(clock.nowMs()).toISOString();
        await world.patch(this.#first(about), { metadata: { annotations: { [lookAnnotation]: asked } } });
        return asked;
      }
      case "interfere":
        await world.interfere(this.#knownArn(), act.variables);
        return undefined;
      case "delete":
        for (const manifest of manifests[about]) await world.delete(manifest);
        return undefined;
      default:
        return unreachable(act);
    }
  }

  async #look(about: Subject, callsBefore: number): Promise<Snapshot> {
    const { world, manifests } = this.#options;
    const calls = (await world.calls()).slice(callsBefore);
    const [first, ...rest] = await Promise.all(manifests[about].map((manifest) => world.read(manifest)));
    this.#arn = first?.status?.arn ?? this.#arn;
    return { object: first, others: rest.filter((object) => object !== undefined), calls };
  }

  async #checkLive(position: StepPosition, snapshot: Snapshot): Promise<void> {
    const { live, scalingRevision } = position.step.expect;
    const { world } = this.#options;
    if (live !== undefined) {
      const difference = liveDifference(live, await world.live(this.#knownArn()));
      if (difference !== undefined) this.#fail(position, snapshot, difference);
    }
    if (scalingRevision === undefined) return;
    for (const { metadata, status } of snapshot.others) {
      const found = (await world.live(status?.arn ?? "")).scalingRevision;
      if (found === scalingRevision) continue;
      const wanted = `expected ${metadata.name} to have revision ${scalingRevision} of its auto scaling configuration`;
      this.#fail(position, snapshot, `${wanted}, and App Runner says ${found}`);
    }
  }

  #fail(position: StepPosition, snapshot: Snapshot, message: string): never {
    this.#options.view.failed(position, snapshot, message);
    throw new DemoFailure(`step ${position.number} (${position.step.title}) did not come out as told: ${message}`);
  }

  #first(about: Subject): Manifest {
    const [first] = this.#options.manifests[about];
    if (first === undefined) throw new DemoFailure(`there is no manifest of ${about}`);
    return first;
  }

  #knownArn(): string {
    if (this.#arn === undefined) throw new DemoFailure("the status tells no ARN");
    return this.#arn;
  }
}
