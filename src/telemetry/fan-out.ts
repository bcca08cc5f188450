type Methods<T> = { readonly [Name in keyof T]: (...values: never[]) => void };

/** An observer that tells each of `observers` everything, in their order. `names` are its methods, all of them. */
export function fanOut<T extends Methods<T>>(
  names: Readonly<Record<keyof T & string, true>>,
  ...observers: readonly T[]
): T {
  const methods = Object.fromEntries(
    Object.keys(names).map((name) => [
      name,
      (...values: unknown[]): void => {
        for (const observer of observers) Reflect.apply(observer[name as keyof T], observer, values);
      },
    ]),
  );
  // The compiler has checked that `names` are all methods of T, which is all that T has.
  return methods as unknown as T;
}
