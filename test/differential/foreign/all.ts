import type { ForeignKind } from "./definition.ts";
import { ledgers } from "./ledgers.ts";
import { registries } from "./registries.ts";
import { rulebooks } from "./rulebooks.ts";
import { widgets } from "./widgets.ts";

/** Every foreign kind that scenarios use; the first scenario defines them. */
export const foreignKinds: readonly ForeignKind[] = [widgets, ledgers, rulebooks, registries];
