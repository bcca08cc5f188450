import { expect, it } from "vitest";
import { jsonView } from "./json-view.ts";
import { scenario } from "./scenario.ts";

it("writes an object a line, for the beginning and the end of each step", () => {
  const lines: string[] = [];
  const view = jsonView((text) => lines.push(text));
  const [step] = scenario;
  if (step === undefined) throw new Error("the scenario is empty");
  const position = { step, number: 1, of: 9 };
  const snapshot = {
    object: undefined,
    others: [],
    calls: [{ operation: "CreateService", by: "operator", accepted: true } as const],
  };
  view.began(position, [{ sign: "+", text: "a: 1" }]);
  view.progress(position, snapshot, 5);
  view.ended(position, snapshot, 10.4);
  view.failed(position, undefined, "no");
  view.stopped(position);
  view.finished(9, 100);
  expect(lines.every((line) => /^\{.*\}\n$/.test(line))).toBe(true);
  const { title } = step;
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    { event: "stepBegan", step: 1, of: 9, title, manifestChange: ["+ a: 1"] },
    { event: "stepEnded", step: 1, title, elapsedMs: 10, calls: ["CreateService"], reads: 0, conditions: [] },
    { event: "stepFailed", step: 1, title, message: "no" },
    { event: "stopped", step: 1, title },
    { event: "finished", steps: 9, elapsedMs: 100 },
  ]);
});
