import { expect, it } from "vitest";
import { fieldType } from "./field-type.ts";

it.each([
  { schema: { type: "boolean" }, text: "boolean" },
  { schema: { type: "string", enum: ["A", "B"] }, text: "`A`, `B`" },
  { schema: { type: "string", maxLength: 9 }, text: "string of up to 9 characters" },
  { schema: { type: "string", minLength: 1, maxLength: 9 }, text: "string of 1 to 9 characters" },
  { schema: { type: "string", format: "date-time", maxLength: 64 }, text: "time (RFC 3339)" },
  { schema: { type: "integer" }, text: "integer" },
  { schema: { type: "integer", minimum: 0 }, text: "integer, at least 0" },
  { schema: { type: "integer", minimum: 1, maximum: 20 }, text: "integer from 1 to 20" },
  { schema: { "x-kubernetes-int-or-string": true, minimum: 1, maximum: 9 }, text: "integer or string from 1 to 9" },
  { schema: { type: "array", items: { type: "string" }, maxItems: 5 }, text: "list of strings (up to 5)" },
  {
    schema: { type: "array", items: { type: "object" }, maxItems: 5, "x-kubernetes-list-map-keys": ["key"] },
    text: "list of objects (up to 5), one for each `key`",
  },
  {
    schema: { type: "object", additionalProperties: { type: "string", maxLength: 9 }, maxProperties: 3 },
    text: "map of strings (up to 3), values of up to 9 characters",
  },
])("$text", ({ schema, text }) => {
  expect(fieldType(schema)).toBe(text);
});
