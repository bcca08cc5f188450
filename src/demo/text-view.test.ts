import { describe, expect, it } from "vitest";
import { durationText } from "./duration-text.ts";
import { scenario } from "./scenario.ts";
import type { Snapshot } from "./snapshot.ts";
import { TextView } from "./text-view.ts";
import type { StepPosition } from "./view.ts";
import { wrapped } from "./wrapped.ts";

const [, step] = scenario;
if (step === undefined) throw new Error("the scenario has no second step");
const position: StepPosition = { step, number: 2, of: 9 };

function snapshot(reason: string, operation?: string): Snapshot {
  const lastTransitionTime = "2026-01-01T00:00:00Z";
  const condition = { type: "Ready", status: "False", reason, message: "so it is", lastTransitionTime } as const;
  const status = {
    conditions: [condition],
    ...(operation === undefined ? {} : { operation: { id: "1", type: "UPDATE_SERVICE", status: operation } }),
    recentOperations: [{ id: "0", type: "CREATE_SERVICE", status: "SUCCEEDED" }],
  };
  return {
    object: { kind: "AppRunnerService", metadata: { name: "greeter", generation: 1 }, status },
    others: [],
    calls: [
      { operation: "UpdateService", by: "operator", accepted: true },
      { operation: "DescribeService", by: "operator", accepted: true },
    ],
  };
}

function view(liveColumns: number | undefined) {
  let text = "";
  const shown = new TextView({
    write: (part) => (text += part),
    liveColumns,
    paint: (style, part) => (style === "red" ? `<${part}>` : part),
    speed: 100,
  });
  return { shown, text: () => text };
}

describe("where only whole lines make sense", () => {
  it("shows title, story, command and the manifest's change", () => {
    const { shown, text } = view(undefined);
    shown.began(position, [
      { sign: "-", text: "A: 1" },
      { sign: "+", text: "A: 2" },
    ]);
    expect(text()).toMatch(/^\n2\/9 {2}Change an environment variable\n/);
    expect(text()).toContain("     $ kubectl apply -f greeter.yaml\n<     - A: 1>\n     + A: 2\n");
  });

  it("writes a line for each change of state, and none without one", () => {
    const { shown, text } = view(undefined);
    shown.progress(position, snapshot("Updating", "IN_PROGRESS"), 10);
    shown.progress(position, snapshot("Updating", "IN_PROGRESS"), 20);
    shown.progress(position, snapshot("Updating", "ROLLBACK_IN_PROGRESS"), 30);
    expect(text()).toBe(
      "     ... UPDATE_SERVICE IN_PROGRESS  Ready=False Updating\n" +
        "     ... UPDATE_SERVICE ROLLBACK_IN_PROGRESS  Ready=False Updating\n",
    );
  });

  it("ends a step with calls, operations, conditions and time", () => {
    const { shown, text } = view(undefined);
    shown.ended(position, snapshot("UpdateFailed"), 3_000);
    expect(text().split("\n")).toEqual([
      "     ✓ App Runner calls UpdateService; 1 read",
      "     ✓ operations       CREATE_SERVICE SUCCEEDED",
      "     ✓ condition        Ready=False UpdateFailed: so it is",
      "     ✓ took             3.0 s (5 min 0 s at AWS's pace)",
      "",
    ]);
  });

  it("tells what was seen when a step fails", () => {
    const { shown, text } = view(undefined);
    shown.failed(position, snapshot("Running"), "it went wrong");
    expect(text()).toContain("<     ✗ it went wrong>\n       App Runner calls: UpdateService; 1 read\n");
  });
});

describe("on a terminal", () => {
  it("writes one line over and over, never wider than the terminal, and clears it at the end", () => {
    const { shown, text } = view(40);
    shown.progress(position, snapshot("Updating", "IN_PROGRESS"), 10);
    shown.progress(position, snapshot("Updating", "IN_PROGRESS"), 20);
    expect(text()).not.toContain("\n");
    const lines = text().split("\r\u001b[2K").slice(1);
    expect(lines).toHaveLength(2);
    expect(lines[0]).not.toBe(lines[1]);
    for (const line of lines) expect(line.length).toBeLessThan(40);
    shown.ended(position, snapshot("Running"), 30);
    expect(text()).toContain("\r\u001b[2K     ✓ App Runner calls");
  });

  it("tells its story on lines that fit", () => {
    const { shown, text } = view(40);
    shown.began(position, []);
    const lines = text().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line.length).toBeLessThan(40);
    expect(lines.slice(2, -2).join(" ").replaceAll(/ +/g, " ").trim()).toBe(step.story);
  });

  it("clears the line that lives when it is stopped", () => {
    const { shown, text } = view(40);
    shown.progress(position, snapshot("Updating", "IN_PROGRESS"), 10);
    shown.stopped();
    expect(text().split("\r\u001b[2K").at(-1)).toBe("     stopped in the middle of this step\n");
  });
});

it.each([
  [0, "0.0 s"],
  [430, "0.4 s"],
  [12_400, "12 s"],
  [320_000, "5 min 20 s"],
])("%d ms are %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

it("wraps words, and leaves a long one whole", () => {
  expect(wrapped("a bb ccc dddddddd e", 5)).toEqual(["a bb", "ccc", "dddddddd", "e"]);
});
