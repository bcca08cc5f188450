import { Type } from "typebox";
import type { Static } from "typebox";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { text } from "../schema/scalars.ts";

/** The schema of one element of `status.drift`. */
export const drift = structure(
  {
    path: text({ minLength: 1, maxLength: 256, description: "The field of the spec." }),
    desired: Type.Optional(
      text({ maxLength: 51200, description: "What the spec asks for. Absent for sensitive fields." }),
    ),
    actual: Type.Optional(text({ maxLength: 51200, description: "What it is. Absent for sensitive fields." })),
  },
  { description: "A difference between the spec and what there is." },
);

/** A difference between the spec and what there is. */
export type Drift = ReadOnly<Static<typeof drift>>;
