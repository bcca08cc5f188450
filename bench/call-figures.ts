import type { RecordedCall } from "../src/sandbox/app-runner/front/call-log.ts";
import type { Figure } from "./figure.ts";

/** What calls were for, from what changes something to what only looks. */
const sorts: readonly (readonly [name: string, isMeant: (operation: string) => boolean])[] = [
  ["calls that change something", (operation) => !/^(Describe|List|Get)/.test(operation)],
  ["reads that follow operations (ListOperations)", (operation) => operation === "ListOperations"],
  ["sweeps of the fleet (ListServices)", (operation) => operation === "ListServices"],
  ["other reads", (operation) => /^(Describe|List|Get)/.test(operation)],
];

/** A figure for all calls, and one for each of their sorts. @param atMost of the calls that change something. */
export function callFigures(
  calls: readonly RecordedCall[],
  { atMost, ...about }: Pick<Figure, "server" | "measure" | "atMost">,
): readonly Figure[] {
  let left = calls.map(({ operation }) => operation);
  const all: Figure = { ...about, name: "calls of AWS", value: left.length, unit: "calls" };
  const parts = sorts.map(([name, isMeant], index): Figure => {
    const value = left.filter(isMeant).length;
    left = left.filter((operation) => !isMeant(operation));
    return { ...about, name, value, unit: "calls", ...(index === 0 && atMost !== undefined && { atMost }) };
  });
  return [all, ...parts];
}
