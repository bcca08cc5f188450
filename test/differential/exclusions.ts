import type { Exclusion } from "./exclusion.ts";

/** Where the embedded server is meant to differ from a real one, and what that means for whoever uses it. */
export const exclusions: readonly Exclusion[] = [
  {
    reason: "server-side apply is refused, with a text that points to a real cluster",
    steps: ["apply: applies a new object", "apply: needs a field manager", "apply: has the applied object"],
  },
  {
    reason: "there is no authorization, so a request without a token is nobody's, not that of an anonymous user",
    steps: ["methods: no token", "methods: another sort of token"],
  },
  {
    reason: "there are no managed fields, whose change alone makes a new version of an object",
    steps: ["status: merge into the status changes labels", "status: has the generation of the spec alone"],
    at: ["body.metadata.resourceVersion"],
  },
  {
    reason: "what is no JSON, YAML or protobuf is refused in the words of other parsers than Go's",
    steps: [
      "malformed: refuses what is no JSON",
      "malformed: refuses an empty body",
      "malformed: refuses a list",
      "malformed: refuses null",
      "malformed: refuses an object without kind",
      "malformed: refuses metadata of another type",
      "malformed: refuses labels that are not texts",
      "malformed: refuses a name that is not text",
      "malformed: refuses YAML that is none",
      "malformed: refuses JSON that is cut off",
      "malformed: refuses a merge that is no JSON",
      "malformed: refuses a merge that is a list",
      "malformed: refuses a continuation that is none",
      "field-validation: Strict: YAML with duplicate fields",
      "deletion: refuses options that are no JSON",
      "deletion: refuses options of another kind",
      "core-kinds: refuses a value of a config map",
      "core-kinds: refuses a secret that is no base64",
      "core-kinds: refuses a lease's time",
      "protobuf-bodies: refuses bytes that are none",
      "protobuf-bodies: refuses bytes without the mark",
      "methods: POST without a body",
      "methods: PUT without a body",
    ],
    at: ["body.message"],
  },
  {
    reason: "answers are not given as protobuf, so it is not among the media types on offer",
    steps: ["malformed: cannot answer in another format", "tables: a table in an unknown version"],
    at: ["body.message"],
  },
  {
    reason: "the columns of built-in kinds have short descriptions, which only API browsers show",
    steps: [
      "tables: a table of config maps",
      "tables: a table of secrets",
      "tables: a table of a namespace",
      "tables: a table of leases",
      "tables: a table of events",
      "tables: a table of core events",
      "tables: a table of definitions",
    ],
    at: ["body.columnDefinitions[*].description"],
  },
  {
    reason: "the older aggregated discovery, which Kubernetes 1.35 has dropped, is served to older kubectl",
    steps: ["discovery: aggregated groups in the older version"],
  },
  {
    reason: "a version of another incarnation is refused without etcd's words for it",
    steps: ["deletion: refuses the uid of the one before in a replacement", "names: refuses another uid"],
    at: ["body.message"],
  },
  {
    reason: "a young embedded server remembers every change since it started, so no version is too old",
    steps: ["watches: a version of long ago"],
  },
];
