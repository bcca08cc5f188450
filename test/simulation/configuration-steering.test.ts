import { beforeAll, describe, expect, it } from "vitest";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import { editObject } from "../api/edit-object.ts";
import { statesOf } from "../api/kind-fields/samples.ts";
import { configurationCases, sceneOf, titled } from "./configuration-cases.ts";
import { warmUp } from "./world.ts";

const steering = configurationCases.filter(({ field: { mutability } }) => mutability === "operator");

/** What an object says that has the field, or has another value of it, where it is not Available. */
const told: Readonly<Record<string, Partial<Record<"present" | "changed", Reason | "untold">>>> = {
  "awsAccountRef.name": { present: "NotGranted", changed: "NotGranted" },
  region: { present: "IdentityChanged", changed: "IdentityChanged" },
  suspend: { changed: "untold" },
};

describe("every field of the kinds that services refer to, which only steers the operator", () => {
  beforeAll(warmUp);

  it.each(titled(steering))(
    "%s: nothing changes at App Runner, and back again ends where it began",
    async (_title, one) => {
      const { subject, field, present } = one;
      const [member = ""] = field.path.split(".");
      const without = editObject(present, { [member]: null });
      const states = statesOf(subject, field);
      const scene = await sceneOf(one, without);
      const first = await scene.live();
      for (const step of ["present", "changed"] as const) {
        const spec = { ...without, [member]: states[step][member] ?? null };
        expect(await scene.become(spec, told[field.path]?.[step])).toEqual({});
        expect(await scene.live()).toBe(first);
      }
      expect(await scene.become(without)).toEqual({});
      expect(await scene.live()).toBe(first);
      scene.world.end();
    },
  );
});
