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
    reason: "what is no JSON, YAML or protobuf is refused in the words of other parsers than Go's",
    steps: [
      "malformed: refuses YAML that is none",
      "malformed: refuses a merge that is a list",
      "malformed: refuses a continuation that is none",
      "core-kinds: refuses a lease's time",
    ],
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
    reason: "an object of another version is refused before its fields are looked at",
    steps: ["malformed: refuses another version"],
    at: ["headers.warning"],
  },
  {
    reason: "the garbage collector is part of the server: what is deleted in the foreground does not wait for it",
    steps: ["deletion: waits for the foreground"],
  },
];
