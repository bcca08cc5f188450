import { expect, it } from "vitest";
import { checkKnobs } from "./check-knobs.ts";

it("takes what the emulator has", () => {
  const switches = { serviceQuota: 2, pausedUpdate: "allow" };
  const durations = { createFromImage: 60_000, pending: 0 };
  expect(checkKnobs({ switches, durations })).toEqual({ switches, durations });
});

it.each([
  [{ switches: { quota: 2 } }, /^--switches: quota=2: there is no switch quota; there are pausedUpdate, /],
  [{ switches: { serviceQuota: "many" } }, /^--switches: serviceQuota=many: serviceQuota must be a whole number$/],
  [{ switches: { pausedUpdate: "maybe" } }, /^--switches: pausedUpdate=maybe: .*\[deny, allow\]/],
  [{ durations: { create: 2 } }, /^--durations: create=2: there is no duration create; there are pending, /],
  [
    { durations: { createFromImage: "4m" } },
    /^--durations: createFromImage=4m: createFromImage must be a whole number$/,
  ],
])("refuses %o in one line", (given, message) => {
  const check = () => checkKnobs({ switches: {}, durations: {}, ...given });
  expect(check).toThrow(message);
  expect(check).not.toThrow(/\n/);
});
