/** One thing that an operator process does to the outside. */
export interface Step {
  readonly target: "kubernetes" | "aws";
  /** Such as `patch apprunnerservices/status default/web` or `CreateService`. */
  readonly name: string;
  readonly mutates: boolean;
}

/** Whether it is recorded, and may be what a process dies at: every call of AWS, and of Kubernetes what is written. */
function isRecorded({ target, mutates }: Step): boolean {
  return target === "aws" || mutates;
}

/** What happens to one step instead of what should. */
export type Fault =
  /** The process dies before the step is taken. */
  | { readonly at: "before" }
  /** The process dies after the step was taken and before it learns of it. */
  | { readonly at: "after" }
  /** The step is taken, and its answer is lost; the process lives. */
  | { readonly at: "reply" };

/** Stands between one operator process and the world: records its steps, and kills it at one of them. */
export class Gate {
  /** The writes to Kubernetes and the calls of AWS that were made or attempted, in order. */
  readonly trace: Step[] = [];
  readonly #fault: { readonly index: number; readonly fault: Fault } | undefined;
  #onDeath: () => void = () => undefined;
  dead = false;
  /** Whether the planned fault has come to pass. */
  met = false;

  constructor(fault?: { readonly index: number; readonly fault: Fault }) {
    this.#fault = fault;
  }

  onDeath(callback: () => void): void {
    this.#onDeath = callback;
  }

  /** Takes a step. A dead process takes none, and never hears back. */
  async pass<T>(step: Step, take: () => Promise<T>, lost: () => Error): Promise<T> {
    if (this.dead) return forever();
    const fault = isRecorded(step) ? this.#planned() : undefined;
    if (isRecorded(step)) this.trace.push(step);
    if (fault?.at === "before") return this.#die();
    const result = await take();
    if (this.#hasDied()) return forever();
    if (fault?.at === "after") return this.#die();
    if (fault?.at === "reply") throw lost();
    return result;
  }

  /** Asked again after a step: it may have died meanwhile. */
  #hasDied(): boolean {
    return this.dead;
  }

  #planned(): Fault | undefined {
    if (this.#fault === undefined || this.met || this.trace.length !== this.#fault.index) return undefined;
    this.met = true;
    return this.#fault.fault;
  }

  #die<T>(): Promise<T> {
    this.dead = true;
    this.#onDeath();
    return forever();
  }
}

function forever<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}
