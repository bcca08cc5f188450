import type { Json } from "../../base/json.ts";
import type { Effect, FieldChange, ObjectName, PlannedCall } from "../../rehearsal/planned-call.ts";
import type { Rehearsal } from "../../rehearsal/rehearse.ts";
import { counted } from "../process/counted.ts";
import { printable } from "../process/printable.ts";

type Colour = "green" | "yellow" | "red" | "dim";

const codes: Readonly<Record<Colour, number>> = { green: 32, yellow: 33, red: 31, dim: 2 };

/** How a call is marked: what it means for what runs, in words and by a sign. */
const marks: Readonly<Record<Effect, { readonly sign: string; readonly colour: Colour; readonly words: string }>> = {
  create: { sign: "+", colour: "green", words: "makes it" },
  change: { sign: "~", colour: "yellow", words: "changes it where it stands" },
  restart: { sign: "~", colour: "yellow", words: "starts new instances" },
  delete: { sign: "-", colour: "red", words: "deletes it" },
  tags: { sign: "~", colour: "dim", words: "tags only" },
  pause: { sign: "~", colour: "yellow", words: "stops its instances" },
  resume: { sign: "~", colour: "yellow", words: "starts its instances" },
  deploy: { sign: "~", colour: "yellow", words: "starts new instances" },
};

/** A plan for people. */
export function planText(
  { calls, ends, refused, isUnfinished }: Rehearsal,
  { isColoured }: { readonly isColoured: boolean },
): string {
  const paint = (colour: Colour, text: string): string =>
    isColoured ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
  const lines = [
    ...calls.flatMap((call, index) => callLines(call, index + 1, paint)),
    ...section("Not planned, since AWS could not be read:", endLines(ends.filter(({ isUnread }) => isUnread))),
    ...section("Not as declared at the end:", endLines(ends.filter(({ isReady, isUnread }) => !isReady && !isUnread))),
    ...section(
      "Refused as they are written:",
      refused.map(({ object, problem }) => `  ${nameText(object)}\n    ${printable(problem)}`),
    ),
    ...(isUnfinished ? ["The plan did not come to an end: it stops here."] : []),
    summaryLine(calls, {
      unread: ends.filter(({ isUnread }) => isUnread).length,
      left: ends.filter(({ isReady, isUnread }) => !isReady && !isUnread).length + refused.length,
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function callLines(
  { operation, object, because, effect, changes, refusal }: PlannedCall,
  number: number,
  paint: (colour: Colour, text: string) => string,
): readonly string[] {
  const { sign, colour, words } = marks[effect];
  return [
    `${String(number).padStart(3)}. ${paint(colour, `${sign} ${operation}`)}  ${nameText(object)}  (${words})`,
    paint("dim", `       ${printable(because)}`),
    ...changes.map((change) => `       ${changeText(change)}`),
    ...(refusal === undefined ? [] : [paint("red", `       App Runner would refuse it: ${printable(refusal)}`)]),
  ];
}

function changeText({ field: path, before, after, sensitive, removed }: FieldChange): string {
  const field = printable(path);
  if (sensitive === true) return `${field}: ${removed === true ? "(removed)" : "(sensitive)"}`;
  if (before === undefined) return `${field}: ${valueText(after)}`;
  return `${field}: ${valueText(before)} -> ${after === undefined ? "(removed)" : valueText(after)}`;
}

/** In quotes, as JSON, where it is no text that can be printed as it is. */
function valueText(value: Json | undefined): string {
  if (typeof value === "string" && printable(value) === value) return value;
  return printable(JSON.stringify(value ?? null));
}

function endLines(ends: Rehearsal["ends"]): readonly string[] {
  return ends.map(({ object, reason, message }) => `  ${nameText(object)}: ${reason}\n    ${printable(message)}`);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

function nameText({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

function summaryLine(
  calls: readonly PlannedCall[],
  { unread, left }: { readonly unread: number; readonly left: number },
): string {
  const count = (...effects: readonly Effect[]): number =>
    calls.filter(({ effect }) => effects.includes(effect)).length;
  const parts = [
    [count("create"), "to make"],
    [count("change", "pause", "resume", "deploy"), "to change"],
    [count("restart"), "to update with new instances"],
    [count("delete"), "to delete"],
    [count("tags"), "to tag"],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  const nothing = unread === 0 ? "nothing to do" : "nothing to do that is known";
  const done = calls.length === 0 ? nothing : `${counted(calls.length, "call")}: ${told.join(", ")}`;
  const [missing, open] = [counted(unread, "object"), counted(left, "object")];
  return `\nPlan: ${done}${unread === 0 ? "" : `; ${missing} not planned`}${left === 0 ? "" : `; ${open} not as declared`}`;
}
