import { expect, it } from "vitest";
import { checkSwitches } from "./check-switches.ts";

it("takes what the emulator has", () => {
  expect(checkSwitches({ serviceQuota: 2, pausedUpdate: "allow" })).toEqual({ serviceQuota: 2, pausedUpdate: "allow" });
});

it.each([
  [{ quota: 2 }, /^--switches: there is no switch quota; there are pausedUpdate, /],
  [{ serviceQuota: "many" }, /^--switches: serviceQuota=many: .* Integer$/],
  [{ pausedUpdate: "maybe" }, /^--switches: pausedUpdate=maybe: .*\[deny, allow\]/],
])("refuses %o in one line", (given, message) => {
  expect(() => checkSwitches(given)).toThrow(message);
  expect(() => checkSwitches(given)).not.toThrow(/\n/);
});
