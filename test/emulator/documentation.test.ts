import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { adminRoutes } from "../../src/sandbox/app-runner/admin/admin-http.ts";
import { operations } from "../../src/sandbox/app-runner/operations/operations.ts";
import { realDurations } from "../../src/sandbox/app-runner/settings/durations.ts";
import { defaultSwitches } from "../../src/sandbox/app-runner/settings/switches.ts";
import { labels } from "../../src/sandbox/app-runner/state/source-label.ts";

const text = readFileSync(new URL("../../docs/emulator.md", import.meta.url), "utf8");

describe("docs/emulator.md", () => {
  it.each(Object.entries(defaultSwitches))("tells the switch %s and its default", (name, value) => {
    const [row = ""] = text.split("\n").filter((line) => line.startsWith("| `") && line.includes(`\`${name}\``));
    expect(row).toContain(`\`${String(value)}\``);
  });

  it.each(Object.entries(realDurations))("tells the duration %s and its default", (name, ms) => {
    expect(text).toContain(`\n| \`${name}\` | \`${ms}\` | `);
  });

  it.each(["--port", "--speed", "--account", "--switches", "--durations", "--state"])(
    "tells the option %s",
    (option) => {
      expect(text).toContain(`\`${option}`);
    },
  );

  it.each(labels)("tells the label %s", (label) => {
    expect(text).toMatch(new RegExp(`^\\| tag .*\`${label}\``, "m"));
  });

  it.each(adminRoutes)("tells the request %s", (route) => {
    expect(text).toContain(`\`${route}\``);
  });

  it.each([...operations.keys()])("tells the operation %s", (operation) => {
    expect(text).toContain(operation);
  });
});
