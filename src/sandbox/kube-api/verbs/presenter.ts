import type { Kind } from "../kinds/kind.ts";
import type { StoredObject } from "../objects/kube-object.ts";
import { applyDefaults } from "../schema/defaults.ts";

/** Turns kept objects into what clients see: converted to the version asked for, with defaults that came later. */
export class Presenter {
  readonly #known = new WeakMap<StoredObject, { readonly kind: Kind; readonly object: StoredObject }>();

  present(object: StoredObject, kind: Kind): StoredObject {
    const known = this.#known.get(object);
    if (known?.kind === kind) return known.object;
    const converted = kind.rules.conversion?.fromStored(object) ?? object;
    const presented = kind.rules.isCustom ? (applyDefaults(converted, kind.schema) as StoredObject) : converted;
    this.#known.set(object, { kind, object: presented });
    return presented;
  }
}
