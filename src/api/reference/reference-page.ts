import type { JsonObject } from "../../base/json.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { category } from "../group.ts";
import { objectOf, textOf } from "../schema/parts.ts";
import { fieldType } from "./field-type.ts";
import { schemaSections } from "./schema-sections.ts";
import type { ReferenceField, ReferenceSection } from "./schema-sections.ts";

const edits = {
  "in place": "in place",
  "new revision": "new revision",
  replaced: "replaced",
  immutable: "refused",
  operator: "operator only",
};

/** The reference of one kind, in Markdown: every field with its type, bounds, default and what an edit of it does. */
export function referencePage({ type, shortName, schema, columns }: KindDefinition): string {
  const root = JSON.parse(JSON.stringify(schema)) as JsonObject;
  const properties = objectOf(root["properties"]);
  const rootSections = schemaSections({ ...root, properties: {} }, type.kind);
  const spec = schemaSections(objectOf(properties["spec"]), "spec");
  const status = schemaSections(objectOf(properties["status"]), "status");
  return [
    `# ${type.kind}`,
    `API version \`${type.group}/${type.version}\`, plural \`${type.plural}\`, short name \`${shortName}\`, category \`${category}\`, ${type.namespaced ? "namespaced" : "cluster-scoped"}.`,
    ...rootSections.flatMap((section) => [section.description, ...rulesText(section, "Rules of the whole object:")]),
    "The column *Edit* says what a change of the field does: *in place*: App Runner changes the resource; *new revision*: App Runner keeps the resource and gets another revision of it, to which the services move; *replaced*: another resource under another name takes its place, to which the services move; *refused*: the field is immutable; *operator only*: nothing changes at App Runner, the operator acts differently. *Default* is what App Runner uses for a new resource when the field is absent; nothing is filled into the object. A field that was applied once and is then removed is set back to that default; one that was never set keeps the value that the resource has.",
    ...spec.flatMap((section) => specSection(section)),
    ...status.flatMap((section) => statusSection(section)),
    "## Columns",
    table(
      ["Column", "Shown", "Meaning"],
      columns.map(({ name, priority = 0, description }) => [
        name.toUpperCase(),
        priority > 0 ? "with `-o wide`" : "always",
        description,
      ]),
    ),
  ]
    .join("\n\n")
    .concat("\n");
}

function specSection(section: ReferenceSection): string[] {
  return [
    heading(section),
    section.description,
    table(
      ["Field", "Type", "Edit", "Default", "Meaning"],
      section.fields.map((field) => [
        nameText(field),
        typeText(field),
        field.section === undefined ? edits[field.notes.mutability ?? "in place"] : "",
        defaultText(field),
        meaningText(field),
      ]),
    ),
    ...rulesText(section, "Rules across these fields:"),
  ];
}

function statusSection(section: ReferenceSection): string[] {
  return [
    heading(section),
    section.description,
    table(
      ["Field", "Type", "Meaning"],
      section.fields.map((field) => [nameText(field), typeText(field), meaningText(field)]),
    ),
  ];
}

function heading({ path }: ReferenceSection): string {
  return `${path.includes(".") ? "###" : "##"} ${path}`;
}

/** The anchor that Markdown renderers give to a section's heading. */
function link(path: string): string {
  return `[${path}](#${path.toLowerCase().replaceAll(/[^a-z0-9-]/g, "")})`;
}

function nameText({ name, required }: ReferenceField): string {
  return `\`${name}\`${required ? " (required)" : ""}`;
}

function typeText({ schema, section }: ReferenceField): string {
  if (section === undefined) return fieldType(schema);
  return schema["type"] === "array" ? `${fieldType(schema)}: ${link(section)}` : link(section);
}

function defaultText({ notes: { appRunnerDefault, defaultText: words } }: ReferenceField): string {
  return appRunnerDefault === undefined ? (words ?? "") : `\`${JSON.stringify(appRunnerDefault)}\``;
}

function meaningText({ schema, notes, rules }: ReferenceField): string {
  const { pattern } = schema;
  return [
    textOf(schema["description"]),
    ...rules.map(({ message }) => `Rule: ${message}.`),
    ...(typeof pattern === "string" ? [`Pattern: \`${pattern}\`.`] : []),
    ...(notes.sensitive === true ? ["Sensitive: the operator never shows the value."] : []),
  ].join(" ");
}

function rulesText({ rules }: ReferenceSection, title: string): string[] {
  return rules.length === 0 ? [] : [[title, "", ...rules.map(({ message }) => `- ${message}`)].join("\n")];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [line(titles), line(titles.map(() => "---")), ...rows.map(line)].join("\n");
}
