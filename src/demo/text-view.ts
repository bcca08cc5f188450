import { actText } from "./act-text.ts";
import { durationText } from "./duration-text.ts";
import type { DiffLine } from "./manifest-diff.ts";
import type { Snapshot } from "./snapshot.ts";
import { callsText, conditionTexts, endedOperations, operationIds, stateText } from "./snapshot-text.ts";
import type { DemoView, StepPosition } from "./view.ts";
import { wrapped } from "./wrapped.ts";

/** How a part of the text is set off. */
type Style = "bold" | "dim" | "green" | "red" | "cyan";

export interface TextViewOptions {
  readonly write: (text: string) => void;
  /** Whether a line may be written over. Its width in characters, or undefined where only whole lines make sense. */
  readonly liveColumns: number | undefined;
  readonly paint: (style: Style, text: string) => string;
  readonly speed: number;
}

const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** Longer lines are hard to read. */
const mostColumns = 100;
const indent = "     ";
const clearLine = "\r\u001b[2K";

/** The demo for people: on a terminal with a line that lives, elsewhere a line for each change. */
export class TextView implements DemoView {
  readonly #options: TextViewOptions;
  #lastState = "";
  #frame = 0;
  /** The operations that had ended before the step. */
  #known: ReadonlySet<string> = new Set();

  constructor(options: TextViewOptions) {
    this.#options = options;
  }

  began({ step, number, of }: StepPosition, manifestChange: readonly DiffLine[]): void {
    const { paint, liveColumns } = this.#options;
    this.#lastState = "";
    this.#line("");
    this.#line(paint("bold", `${number}/${of}  ${step.title}`));
    const columns = Math.min(mostColumns, (liveColumns ?? mostColumns) - indent.length - 1);
    for (const line of wrapped(step.story, columns)) this.#line(paint("dim", `${indent}${line}`));
    this.#line(`     $ ${actText(step)}`);
    for (const { sign, text } of manifestChange) {
      const line = `     ${sign} ${text}`;
      this.#line(sign === " " ? paint("dim", line) : paint(sign === "+" ? "green" : "red", line));
    }
  }

  progress(_position: StepPosition, snapshot: Snapshot, elapsedMs: number): void {
    const { write, paint, liveColumns } = this.#options;
    const state = stateText(snapshot);
    if (liveColumns === undefined) {
      if (state !== this.#lastState) this.#line(`     ... ${state}`);
      this.#lastState = state;
      return;
    }
    this.#frame += 1;
    const sign = spinner[this.#frame % spinner.length] ?? "";
    const text = `     ${sign} ${state}  ${this.#time(elapsedMs)}`;
    write(`${clearLine}${paint("cyan", text.slice(0, liveColumns - 1))}`);
  }

  ended(_position: StepPosition, snapshot: Snapshot, elapsedMs: number): void {
    this.#endLive();
    this.#fact("App Runner calls", callsText(snapshot));
    for (const operations of endedOperations(snapshot, this.#known)) this.#fact("operations", operations);
    for (const condition of conditionTexts(snapshot)) this.#fact("condition", condition);
    if (snapshot.object === undefined) this.#fact("object", "gone, and what it stood for at App Runner with it");
    this.#fact("took", this.#time(elapsedMs));
    this.#known = operationIds(snapshot);
  }

  failed(_position: StepPosition, snapshot: Snapshot | undefined, message: string): void {
    const { paint } = this.#options;
    this.#endLive();
    this.#line(paint("red", `     ✗ ${message}`));
    if (snapshot === undefined) return;
    this.#line(`       App Runner calls: ${callsText(snapshot)}`);
    for (const condition of conditionTexts(snapshot)) this.#line(`       condition: ${condition}`);
  }

  stopped(): void {
    this.#endLive();
    this.#line(`${indent}stopped in the middle of this step`);
  }

  finished(steps: number, elapsedMs: number): void {
    this.#line("");
    this.#line(this.#options.paint("bold", `All ${steps} steps came out as told, in ${durationText(elapsedMs)}.`));
  }

  #fact(name: string, text: string): void {
    const { paint } = this.#options;
    this.#line(`     ${paint("green", "✓")} ${name.padEnd(17)}${text}`);
  }

  #time(elapsedMs: number): string {
    const { speed } = this.#options;
    return `${durationText(elapsedMs)} (${durationText(elapsedMs * speed)} at AWS's pace)`;
  }

  #line(text: string): void {
    this.#options.write(`${text.trimEnd()}\n`);
  }

  #endLive(): void {
    if (this.#options.liveColumns !== undefined) this.#options.write(clearLine);
  }
}
