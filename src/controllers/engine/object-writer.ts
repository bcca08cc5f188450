/**
 * The writes that the engine makes to an object. Each is made under the uid and resourceVersion of the object that was
 * read, so that a stale view cannot act, and returns the object as it is afterwards.
 */
export interface ObjectWriter<Resource> {
  /** Stores our finalizer and the identity annotation. */
  claim(resource: Resource, identity: string): Promise<Resource>;
  /** Takes both off. Undefined: the object is gone with that. */
  release(resource: Resource): Promise<Resource | undefined>;
  /** Writes the status when it differs. Rejects with a conflict when the object has changed since it was read. */
  writeStatus(resource: Resource, status: object): Promise<Resource>;
  /** The same for what must not be lost: a conflict with another writer is resolved by reading the object again. */
  writeResult(resource: Resource, status: object): Promise<WrittenResult<Resource>>;
}

/** An object after its result was written. */
interface WrittenResult<Resource> {
  readonly resource: Resource;
  /** Somebody else wrote it meanwhile, so that it may hold what the pass has not seen. */
  readonly isNews: boolean;
}
