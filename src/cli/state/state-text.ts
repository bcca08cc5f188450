import { createHash } from "node:crypto";
import { isJsonObject, type Json } from "../../base/json.ts";
import type { SavedAppRunner, SavedObjects } from "../../sandbox/start.ts";
import { CliError } from "../cli-error.ts";
import { version as programVersion } from "../version.ts";

/** What a state file holds. A part is absent where no command that has such a thing ever wrote the file. */
export interface SavedState {
  /** With how far its clock was put forward, in milliseconds. */
  readonly appRunner?: SavedAppRunner & { readonly aheadMs: number };
  readonly kubernetes?: SavedObjects;
}

const format = "apprunner-operator state";
/** To be raised with every change of what a state consists of: src/sandbox/app-runner/saving/ has a test that notices one. */
const version = 1;

/** The state as it is compared: without what moves by itself, the time and the count of writes. */
export function lastingText({ appRunner, kubernetes }: SavedState): string {
  return JSON.stringify({
    ...(appRunner === undefined ? {} : { appRunner: { aheadMs: appRunner.aheadMs, regions: appRunner.regions } }),
    ...(kubernetes === undefined ? {} : { kubernetes: { objects: kubernetes.objects } }),
  });
}

/**
 * The text of a state file: a JSON object with a checksum, so that a damaged one is not taken for a state.
 * @param lasting of the same state.
 */
export function stateText({ appRunner, kubernetes }: SavedState, lasting: string): string {
  const moving = JSON.stringify({ nowMs: appRunner?.nowMs, revision: kubernetes?.revision });
  const head = { format, version, program: programVersion, checksum: checksumOf(moving, lasting) };
  return `${JSON.stringify(head).slice(0, -1)},"moving":${moving},"lasting":${lasting}}\n`;
}

/**
 * The state in a text that `stateText` made; an empty text holds none yet.
 * @throws {CliError} for any other text, and for one of another version or that was changed.
 */
export function parseState(text: string, file: string): SavedState {
  if (text.trim() === "") return {};
  const anew = "or move it away to start anew";
  const json = parseJson(text);
  if (!isJsonObject(json) || json["format"] !== format) {
    throw new CliError(`${file} is no state of this program, and stays as it is: give another --state, ${anew}`);
  }
  if (json["version"] !== version) {
    throw new CliError(
      `the state ${file} is of version ${JSON.stringify(json["version"])}, and this program knows version ${version} ` +
        `alone: use the program that wrote it (${JSON.stringify(json["program"])}), ${anew}`,
    );
  }
  const { moving, lasting } = json as unknown as Halves;
  if (checksumOf(JSON.stringify(moving), JSON.stringify(lasting)) !== json["checksum"]) {
    throw new CliError(`the state ${file} is damaged, or was changed by hand: put a copy in its place, ${anew}`);
  }
  const { nowMs, revision } = moving;
  const { appRunner, kubernetes } = lasting;
  return {
    ...(appRunner === undefined || nowMs === undefined ? {} : { appRunner: { ...appRunner, nowMs } }),
    ...(kubernetes === undefined || revision === undefined ? {} : { kubernetes: { ...kubernetes, revision } }),
  };
}

/** The two halves of a file, which the checksum vouches for. */
interface Halves {
  readonly moving: { readonly nowMs?: number; readonly revision?: number };
  readonly lasting: {
    readonly appRunner?: Omit<NonNullable<SavedState["appRunner"]>, "nowMs">;
    readonly kubernetes?: Omit<SavedObjects, "revision">;
  };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function checksumOf(...texts: readonly (string | undefined)[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex");
}
