/** Makes the compiler prove that a union is handled in full; throws if a value from outside got past the types. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
