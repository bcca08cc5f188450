/** How a field of a protobuf message reads in JSON. */
export type FieldType = "string" | "int" | "bool" | "bytes" | "time" | Message | { readonly mapOf: "string" | "bytes" };

/** A message: its fields by their numbers in Kubernetes' generated.proto files. */
export interface Message {
  readonly [number: number]: { readonly name: string; readonly type: FieldType; readonly repeated?: boolean };
}

const objectMeta: Message = {
  1: { name: "name", type: "string" },
  2: { name: "generateName", type: "string" },
  3: { name: "namespace", type: "string" },
  5: { name: "uid", type: "string" },
  6: { name: "resourceVersion", type: "string" },
  7: { name: "generation", type: "int" },
  8: { name: "creationTimestamp", type: "time" },
  9: { name: "deletionTimestamp", type: "time" },
  10: { name: "deletionGracePeriodSeconds", type: "int" },
  11: { name: "labels", type: { mapOf: "string" } },
  12: { name: "annotations", type: { mapOf: "string" } },
  13: {
    name: "ownerReferences",
    repeated: true,
    type: {
      1: { name: "kind", type: "string" },
      3: { name: "name", type: "string" },
      4: { name: "uid", type: "string" },
      5: { name: "apiVersion", type: "string" },
      6: { name: "controller", type: "bool" },
      7: { name: "blockOwnerDeletion", type: "bool" },
    },
  },
  14: { name: "finalizers", type: "string", repeated: true },
};

const metadata = { name: "metadata", type: objectMeta } as const;

/** The messages that kubectl and Helm send, by kind. */
export const messages: Readonly<Record<string, Message>> = {
  DeleteOptions: {
    1: { name: "gracePeriodSeconds", type: "int" },
    2: {
      name: "preconditions",
      type: { 1: { name: "uid", type: "string" }, 2: { name: "resourceVersion", type: "string" } },
    },
    3: { name: "orphanDependents", type: "bool" },
    4: { name: "propagationPolicy", type: "string" },
    5: { name: "dryRun", type: "string", repeated: true },
  },
  Namespace: {
    1: metadata,
    2: { name: "spec", type: { 1: { name: "finalizers", type: "string", repeated: true } } },
    3: { name: "status", type: { 1: { name: "phase", type: "string" } } },
  },
  ConfigMap: {
    1: metadata,
    2: { name: "data", type: { mapOf: "string" } },
    3: { name: "binaryData", type: { mapOf: "bytes" } },
    4: { name: "immutable", type: "bool" },
  },
  Secret: {
    1: metadata,
    2: { name: "data", type: { mapOf: "bytes" } },
    3: { name: "type", type: "string" },
    4: { name: "stringData", type: { mapOf: "string" } },
    5: { name: "immutable", type: "bool" },
  },
  ServiceAccount: { 1: metadata, 4: { name: "automountServiceAccountToken", type: "bool" } },
  SelfSubjectAccessReview: {
    1: metadata,
    2: {
      name: "spec",
      type: {
        1: {
          name: "resourceAttributes",
          type: {
            1: { name: "namespace", type: "string" },
            2: { name: "verb", type: "string" },
            3: { name: "group", type: "string" },
            4: { name: "version", type: "string" },
            5: { name: "resource", type: "string" },
            6: { name: "subresource", type: "string" },
            7: { name: "name", type: "string" },
          },
        },
        2: {
          name: "nonResourceAttributes",
          type: { 1: { name: "path", type: "string" }, 2: { name: "verb", type: "string" } },
        },
      },
    },
  },
};
