import { readFile, rename, rm, writeFile } from "node:fs/promises";
import type { Clock, Timer } from "../../base/clock.ts";
import { CliError } from "../cli-error.ts";
import { fileTrouble, readTrouble } from "../process/file-trouble.ts";
import { lockFile } from "./lock-file.ts";
import { lastingText, parseState, type SavedState, stateText } from "./state-text.ts";

/** How long a change waits at most until it is written. */
const saveEveryMs = 500;

/** What is to be kept. */
export interface StateSource {
  /** The parts that this process has. Those that it has not stay in the file as they were. */
  readonly state: () => SavedState;
  /** Whether time alone changes the state, so that it is to be written even if all else is the same. */
  readonly isUnderWay: () => boolean;
}

interface KeeperOptions {
  readonly file: string;
  readonly pid: number;
  readonly clock: Clock;
  /** Told once when saving begins to fail, while it is tried again and again. */
  readonly complain: (text: string) => void;
}

/**
 * Keeps a state in a file: whatever happens to the process, the file has all that was half a second before. It is renamed
 * into place, so that it is whole at any time, and readable for its owner alone, since variables and Secrets are in it.
 */
export class StateKeeper {
  /** What the file had at the start. */
  readonly loaded: SavedState;
  readonly #options: KeeperOptions;
  readonly #unlock: () => Promise<void>;
  #source: StateSource | undefined;
  #timer: Timer | undefined;
  #saving: Promise<void> = Promise.resolve();
  #written: string | undefined;
  #isFailing = false;

  private constructor(options: KeeperOptions, loaded: SavedState, unlock: () => Promise<void>) {
    this.#options = options;
    this.loaded = loaded;
    this.#unlock = unlock;
  }

  /**
   * Takes the file for this process and reads it. One that is not there yet, or empty, holds nothing.
   * @throws {CliError} when it is no state that this program can go on from; it stays as it is then.
   */
  static async open(options: KeeperOptions): Promise<StateKeeper> {
    const { file, pid } = options;
    const unlock = await lockFile(file, pid);
    try {
      return new StateKeeper(options, parseState(await readText(file), file), unlock);
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  /** Keeps the state from now on. @throws {CliError} when it cannot be written. */
  async start(source: StateSource): Promise<void> {
    this.#source = source;
    await this.#save();
    this.#schedule();
  }

  /** Writes the last state and gives the file back. To be called once. @throws {CliError} when it cannot be written. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    try {
      await this.#saving;
      await this.#save("in any case");
    } finally {
      await this.#unlock();
    }
  }

  #schedule(): void {
    this.#timer = this.#options.clock.setTimer(saveEveryMs, () => {
      this.#saving = this.#tryToSave().then(() => this.#schedule());
    });
  }

  async #tryToSave(): Promise<void> {
    try {
      await this.#save();
      this.#isFailing = false;
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      if (!this.#isFailing) this.#options.complain(`${error.message}; it is tried again`);
      this.#isFailing = true;
    }
  }

  async #save(when: "if it changed" | "in any case" = "if it changed"): Promise<void> {
    if (this.#source === undefined) return;
    const isUnderWay = this.#source.isUnderWay();
    const state = { ...this.loaded, ...this.#source.state() };
    const lasting = lastingText(state);
    if (lasting === this.#written && !isUnderWay && when !== "in any case") return;
    await this.#write(stateText(state, lasting));
    this.#written = lasting;
  }

  async #write(text: string): Promise<void> {
    const { file } = this.#options;
    // The same each time, so that one that a killed process left behind is used up by the next.
    const temporary = `${file}.tmp`;
    try {
      await writeFile(temporary, text, { mode: 0o600, flush: true });
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw new CliError(`cannot write the state ${file}: ${fileTrouble(error)}`, undefined, { cause: error });
    }
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw new CliError(`cannot read the state ${file}: ${readTrouble(error)}`, undefined, { cause: error });
  }
}
