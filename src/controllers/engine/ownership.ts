/** Marks the tags on AWS resources, and the annotations and finalizer on objects, that are ours. */
export const ourPrefix = "apprunner-operator.dev/";

/** Who owns an AWS resource: one object, of one cluster. */
export interface Owner {
  /** Names the cluster among those that share an AWS account. */
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  /** Tells incarnations of the object apart; never decides about ownership. */
  readonly uid: string;
}

/** How the resource came to its owner. `adopting` until one pass has found it as declared, or was told to change it. */
export type Origin = "created" | "adopting" | "adopted";

/** Whose a resource is, seen from one owner. */
export type Ownership =
  | { readonly state: "own"; readonly origin: Origin }
  /** Of the same object before it was deleted and made again, or restored from a backup. */
  | { readonly state: "own incarnation"; readonly origin: Origin }
  | { readonly state: "unowned" }
  /** `owner` is in the form that `spec.adoption.takeoverFrom` takes. */
  | { readonly state: "foreign"; readonly owner: string };

export type Tags = ReadonlyMap<string, string>;

/** The tags that say whose a resource is. */
export function ownershipTags(owner: Owner, origin: Origin): Tags {
  return new Map([
    [`${ourPrefix}cluster`, owner.cluster],
    [`${ourPrefix}namespace`, owner.namespace],
    [`${ourPrefix}name`, owner.name],
    [`${ourPrefix}uid`, owner.uid],
    [`${ourPrefix}origin`, origin],
  ]);
}

/** The keys of all ownership tags. */
export const ownershipTagKeys: readonly string[] = ["cluster", "namespace", "name", "uid", "origin"].map(
  (key) => ourPrefix + key,
);

/** Reads from a resource's tags whose it is. */
export function ownershipOf(tags: Tags, owner: Owner): Ownership {
  const [cluster, namespace, name, uid] = ownershipTagKeys.map((key) => tags.get(key));
  if (cluster === undefined && namespace === undefined && name === undefined) return otherTools(tags);
  if (cluster !== owner.cluster || namespace !== owner.namespace || name !== owner.name) {
    return { state: "foreign", owner: `${cluster ?? "?"}/${namespace ?? "?"}/${name ?? "?"}` };
  }
  const origin = originOf(tags);
  return uid === owner.uid ? { state: "own", origin } : { state: "own incarnation", origin };
}

/** A resource whose origin tag is lost counts as adopted: that is the origin with which least is deleted. */
function originOf(tags: Tags): Origin {
  const origin = tags.get(`${ourPrefix}origin`);
  return origin === "created" || origin === "adopting" ? origin : "adopted";
}

/** Resources that Copilot or CloudFormation made carry their tags, and would be changed back by them. */
function otherTools(tags: Tags): Ownership {
  const application = tags.get("copilot-application");
  if (application !== undefined) return { state: "foreign", owner: `copilot/${application}` };
  const stack = tags.get("aws:cloudformation:stack-name");
  if (stack !== undefined) return { state: "foreign", owner: `cloudformation/${stack}` };
  return { state: "unowned" };
}
