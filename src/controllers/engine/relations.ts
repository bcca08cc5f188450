import type { ManagedResource } from "./managed-resource.ts";

/** That an object needs another one of its namespace. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  /** It is none of the namespace's, but something that all namespaces can name, such as by an ARN. Absent: false. */
  readonly isShared?: true;
}

/** The objects around one object, as the caches showed them at one moment. */
export interface Related {
  /** The object that it refers to; undefined: there is none. */
  readonly target: (reference: Reference) => ManagedResource | undefined;
  /** The objects that refer to it, in the order of their names. */
  readonly users: readonly ManagedResource[];
  /** The others of its kind that refer to what it refers to; none for kinds that cannot be rivals. */
  readonly siblings: readonly ManagedResource[];
}

interface Member {
  /** By `namespace/name`. */
  readonly get: (key: string) => ManagedResource | undefined;
  /** Several objects of the kind may claim the same at what they refer to, so that they have to know of each other. */
  readonly canBeRivals: boolean;
  /** Resolves when the kind's cache holds all that was there at the start. */
  readonly synced: Promise<void>;
  /** For objects that are followed only as long as somebody refers to them. */
  readonly onDemand?: {
    readonly follow: (key: string) => void;
    readonly forget: (key: string) => void;
    /** Resolves when it is known whether the object is there. */
    readonly known: (key: string) => Promise<void>;
  };
}

/**
 * Who refers to whom, over all kinds and within one namespace but for what is shared. A change of an object wakes those that
 * refer to it and those that it refers to, so that nobody has to ask again and again.
 */
export class Relations {
  readonly #members = new Map<string, Member>();
  readonly #wakers = new Map<string, (key: string) => void>();
  /** By the identifier of a user, those of its targets; and the other way round. */
  readonly #targets = new Map<string, ReadonlySet<string>>();
  readonly #users = new Map<string, Set<string>>();

  /** To be called for every kind before the first object of any is looked at. */
  register(kind: string, member: Member): void {
    this.#members.set(kind, member);
  }

  /** Whom to tell of keys to look at again. */
  onWake(kind: string, wake: (key: string) => void): void {
    this.#wakers.set(kind, wake);
  }

  /** Resolves when all kinds are known: before that, a target that is there may seem to be missing. */
  async synced(): Promise<void> {
    await Promise.all([...this.#members.values()].map((member) => member.synced));
  }

  /** An object appeared or changed, and refers to these; or it is gone, and refers to nothing. */
  changed(kind: string, key: string, references: readonly Reference[]): void {
    const id = idOf(kind, key);
    const namespace = key.slice(0, key.indexOf("/"));
    const before = this.#targets.get(id) ?? new Set();
    const after = new Set(references.map((to) => targetId(namespace, to)));
    for (const target of before) if (!after.has(target)) this.#unlink(target, id);
    for (const target of after) {
      this.#users.set(target, (this.#users.get(target) ?? new Set()).add(id));
      this.#onDemand(target)?.follow(partsOf(target)[1]);
    }
    if (after.size === 0) this.#targets.delete(id);
    else this.#targets.set(id, after);
    const targets = new Set([...before, ...after]);
    for (const other of new Set([...targets, ...(this.#users.get(id) ?? []), ...this.#siblings(id, targets)])) {
      this.#wake(other);
    }
  }

  /** An object that is followed on demand appeared, changed or went. */
  touched(kind: string, key: string): void {
    for (const user of this.#users.get(idOf(kind, key)) ?? []) this.#wake(user);
  }

  /** What has to be waited for before it is known what these references lead to; undefined: nothing. */
  known({ metadata }: ManagedResource, references: readonly Reference[]): Promise<unknown> | undefined {
    const waits = references.flatMap(({ kind, name }) => {
      const onDemand = this.#members.get(kind)?.onDemand;
      return onDemand === undefined ? [] : [onDemand.known(`${metadata.namespace}/${name}`)];
    });
    return waits.length === 0 ? undefined : Promise.all(waits);
  }

  /** What is around an object of that kind now. */
  around(kind: string, { metadata }: ManagedResource, references: readonly Reference[]): Related {
    const { namespace, name } = metadata;
    const users = [...(this.#users.get(idOf(kind, `${namespace}/${name}`)) ?? [])].toSorted();
    const targets = new Map(
      references.map((reference) => {
        const id = targetId(namespace, reference);
        return [id, this.#get(id)];
      }),
    );
    return {
      target: (reference) => targets.get(targetId(namespace, reference)),
      users: users.flatMap((id) => this.#get(id) ?? []),
      siblings: this.#siblings(idOf(kind, `${namespace}/${name}`), targets.keys()).flatMap((id) => this.#get(id) ?? []),
    };
  }

  /** The others of a kind whose objects can be rivals that refer to any of these. */
  #siblings(id: string, targets: Iterable<string>): readonly string[] {
    const [kind] = partsOf(id);
    if (this.#members.get(kind)?.canBeRivals !== true) return [];
    const users = new Set([...targets].flatMap((target) => [...(this.#users.get(target) ?? [])]));
    return [...users].filter((user) => user !== id && partsOf(user)[0] === kind).toSorted();
  }

  #unlink(target: string, user: string): void {
    const users = this.#users.get(target);
    users?.delete(user);
    if (users?.size !== 0) return;
    this.#users.delete(target);
    this.#onDemand(target)?.forget(partsOf(target)[1]);
  }

  #onDemand(id: string): Member["onDemand"] {
    return this.#members.get(partsOf(id)[0])?.onDemand;
  }

  #get(id: string): ManagedResource | undefined {
    const [kind, key] = partsOf(id);
    return this.#members.get(kind)?.get(key);
  }

  #wake(id: string): void {
    const [kind, key] = partsOf(id);
    this.#wakers.get(kind)?.(key);
  }
}

function idOf(kind: string, key: string): string {
  return `${kind}/${key}`;
}

function targetId(namespace: string, { kind, name, isShared }: Reference): string {
  return idOf(kind, isShared === true ? name : `${namespace}/${name}`);
}

function partsOf(id: string): readonly [kind: string, key: string] {
  const end = id.indexOf("/");
  return [id.slice(0, end), id.slice(end + 1)];
}
