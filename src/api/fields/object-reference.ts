import type { TObject, TString } from "typebox";
import { structure } from "../schema/composites.ts";
import type { Mutability } from "../schema/field-notes.ts";
import { text } from "../schema/scalars.ts";

/** The pattern of the name of a Kubernetes object. */
export const kubernetesName = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

/** A reference to another object of the same namespace, in the place of its ARN at `arnPath`. */
export function objectReference(options: {
  readonly kind: string;
  readonly description: string;
  readonly arnPath: string;
  /** What an edit of it does; absent: what an edit of the ARN does. */
  readonly mutability?: Mutability;
}): TObject<{ name: TString }> {
  const { kind, description, arnPath, mutability } = options;
  return structure(
    {
      name: text({
        description: `The name of the ${kind}, in the same namespace.`,
        standsFor: arnPath,
        ...(mutability === undefined ? {} : { mutability }),
        minLength: 1,
        maxLength: 253,
        pattern: kubernetesName,
        form: "`name` must be the name of a Kubernetes object: lower-case letters, digits, hyphens and dots",
      }),
    },
    { description },
  );
}
