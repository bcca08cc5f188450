import { objectAt, textAt, textsAt } from "./crd.ts";
import type { LintRule } from "./crd.ts";
import { problemsAt } from "./schema-nodes.ts";

/** Rules about names and descriptions, after the Kubernetes API conventions. */
export const namingRules: readonly LintRule[] = [
  {
    name: "fields are camelCase",
    problems: (crd) =>
      problemsAt(crd, ({ name }) => (name === undefined || /^[a-z][A-Za-z0-9]*$/.test(name) ? undefined : "is not")),
  },
  {
    name: "every field is described by sentences",
    problems: (crd) =>
      problemsAt(crd, ({ name, schema }) =>
        name === undefined || /^[A-Z`].*\.$/.test(textAt(schema, "description")) ? undefined : "is not described",
      ),
  },
  {
    name: "no phase: conditions say more and can grow",
    problems: (crd) => problemsAt(crd, ({ name }) => (name === "phase" ? "is a phase" : undefined)),
  },
  {
    name: "a time is called …At or …Time, and has the format date-time",
    problems: (crd) =>
      problemsAt(crd, ({ name = "", schema }) => {
        if (/timestamp$/i.test(name)) return "is called a timestamp";
        const isTime = schema["format"] === "date-time";
        // A …RequestedAt echoes an annotation, which may say anything.
        const soundsLikeTime = /(At|Time)$/.test(name) && !name.endsWith("RequestedAt");
        return isTime === soundsLikeTime ? undefined : "is not";
      }),
  },
  {
    name: "a duration is a number with its unit in the name",
    problems: (crd) =>
      problemsAt(crd, ({ name = "", schema }) =>
        schema["format"] === "duration" || /(Duration|Period)$/.test(name) ? "is not" : undefined,
      ),
  },
  {
    name: "a reference is called …Ref",
    problems: (crd) => problemsAt(crd, ({ name = "" }) => (/References?$/.test(name) ? "is not" : undefined)),
  },
  {
    name: "the names of the kind fit together",
    problems: (crd) => {
      const spec = objectAt(crd, "spec");
      const names = objectAt(spec, "names");
      const kind = textAt(names, "kind");
      const wrong = [
        [objectAt(crd, "metadata")["name"] === `${textAt(names, "plural")}.${textAt(spec, "group")}`, "metadata.name"],
        [names["singular"] === kind.toLowerCase(), "singular"],
        [names["listKind"] === `${kind}List`, "listKind"],
        [textsAt(names, "shortNames").length > 0, "shortNames"],
        [textsAt(names, "categories").length > 0 && !textsAt(names, "categories").includes("all"), "categories"],
      ] as const;
      return wrong.flatMap(([fits, name]) => (fits ? [] : [`${name} does not fit`]));
    },
  },
];
