import { JSON_SCHEMA, load } from "js-yaml";
import { isJsonObject, type Json } from "../../src/base/json.ts";
import { sleep } from "../../src/base/sleep.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import type { ComparedServer, ServerAnswer } from "./compared-server.ts";
import { expandVariables } from "./expand-variables.ts";
import { valueAt } from "./json-pointer.ts";
import { createMask, type Mask } from "./mask.ts";
import type { Scenario, Step, StepAnswer } from "./scenario.ts";
import { readFrames } from "./read-frames.ts";

const stepTimeoutMs = 20_000;
const untilTimeoutMs = 60_000;
const pollMs = 100;

/** The headers that a client acts upon. */
const comparedHeaders = ["content-type", "warning", "retry-after", "allow"];

interface Read {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly body: Json;
}

/**
 * What becomes of a step that cannot be finished (nothing to capture, no answer): the run fails, as it has to for the
 * server that is the measure, or that is the step's answer, and the scenario goes on with what it has.
 */
export type OnFailure = "throw" | "answer";

/** Sends the scenario's steps to one server, one after another, and resolves to its masked answers. */
export async function runScenario(
  server: ComparedServer,
  scenario: Scenario,
  onFailure: OnFailure = "throw",
): Promise<readonly StepAnswer[]> {
  const variables = new Map([["ns", scenario.name]]);
  const captured = new Map<string, string>();
  const mask = createMask(captured);
  const answers: StepAnswer[] = [];
  await makeNamespace(server, scenario.name);
  for (const step of scenario.steps) {
    const name = `${scenario.name}: ${step.title}`;
    try {
      const read = await perform(server, step, variables);
      for (const [variable, value] of capture(step, read.body)) {
        variables.set(variable, value);
        captured.set(variable, value);
      }
      mask.startStep(step.title);
      answers.push({ step: name, answer: comparable(step, read, mask) });
    } catch (error) {
      if (onFailure === "throw") throw new Error(`${server.name}: ${name}: ${String(error)}`, { cause: error });
      answers.push({ step: name, answer: { failed: String(error) } });
    }
  }
  return answers;
}

async function makeNamespace(server: ComparedServer, name: string): Promise<void> {
  const answer = await server.send({
    method: "POST",
    path: "/api/v1/namespaces",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name } }),
    signal: AbortSignal.timeout(stepTimeoutMs),
  });
  if (answer.status !== 201) throw new Error(`${server.name}: no namespace ${name}: ${await answer.text()}`);
  await answer.text();
}

async function perform(server: ComparedServer, step: Step, variables: ReadonlyMap<string, string>): Promise<Read> {
  const deadlineMs = systemClock.monotonicMs() + untilTimeoutMs;
  for (;;) {
    const read = await performOnce(server, step, variables);
    if (step.until === undefined || step.until(read.body, read.status)) return read;
    if (systemClock.monotonicMs() > deadlineMs) {
      throw new Error(`not reached within ${untilTimeoutMs / 1000} s: ${JSON.stringify(read.body).slice(0, 2_000)}`);
    }
    await sleep(systemClock, pollMs);
  }
}

async function performOnce(server: ComparedServer, step: Step, variables: ReadonlyMap<string, string>): Promise<Read> {
  const hangUp = new AbortController();
  const answer = await server.send({
    method: step.method,
    path: expandVariables(step.path, variables),
    headers: step.headers ?? {},
    body: typeof step.body === "string" ? expandVariables(step.body, variables) : step.body,
    signal: AbortSignal.any([hangUp.signal, AbortSignal.timeout(stepTimeoutMs)]),
  });
  const read =
    step.frames !== undefined && answer.status === 200
      ? { body: await readFrames(answer.chunks(), step.frames) }
      : { body: await readBody(answer) };
  hangUp.abort();
  return { status: answer.status, header: answer.header, ...read };
}

/**
 * JSON and YAML as their value, also where the server calls it text (the index of /openapi/v3); anything else as its text.
 */
async function readBody(answer: ServerAnswer): Promise<Json> {
  const text = await answer.text();
  const type = answer.header("content-type") ?? "";
  if (/^application\/json(;|$)/.test(type) || text.startsWith("{")) return JSON.parse(text) as Json;
  return /^application\/yaml(;|$)/.test(type) ? (load(text, { schema: JSON_SCHEMA }) as Json) : text;
}

function capture(step: Step, body: Json): readonly (readonly [name: string, value: string])[] {
  return Object.entries(step.capture ?? {}).map(([name, pointer]) => {
    const value = valueAt(body, pointer);
    if (typeof value === "string" || typeof value === "number") return [name, String(value)];
    throw new Error(`nothing to capture at ${pointer}: ${JSON.stringify(body).slice(0, 2_000)}`);
  });
}

function comparable(step: Step, read: Read, mask: Mask): Json {
  const body = isJsonObject(read.body) && step.pick !== undefined ? step.pick(read.body) : read.body;
  return {
    status: read.status,
    headers: Object.fromEntries(
      comparedHeaders.flatMap((name) => {
        const value = read.header(name);
        if (value === null) return [];
        // A media type's parameters may be written in either case, with or without a space before them.
        return [[name, name === "content-type" ? value.toLowerCase().replace("; ", ";") : mask.text(value)]];
      }),
    ),
    body: typeof body === "string" ? mask.text(body) : mask.body(body),
  };
}
