import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../base/json.ts";
import { fieldErrorText } from "../errors/field-error.ts";
import { structuralErrors } from "./structural-errors.ts";

/** What is wrong with a schema whose member `x` is the given one. */
function errorsOf(x: JsonObject): string[] {
  return structuralErrors({ type: "object", properties: { x } }, "s").map((error) =>
    fieldErrorText(error).replace("s.properties[x]", ""),
  );
}

describe("structuralErrors tells", () => {
  it.each<readonly [name: string, schema: JsonObject, errors: readonly string[]]>([
    ["nothing of a plain schema", { type: "string" }, []],
    [
      "nothing of an integer or string",
      { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] },
      [],
    ],
    ["a type that is missing", {}, [".type: Required value: must not be empty for specified object fields"]],
    ["items that are missing", { type: "array" }, [".items: Required value: must be specified"]],
    ["a reference", { type: "object", $ref: "#/x" }, [".$ref: Forbidden: $ref is not supported"]],
    [
      "unique items",
      { type: "array", items: { type: "string" }, uniqueItems: true },
      [".uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic"],
    ],
    [
      "members and a map at once",
      { type: "object", properties: {}, additionalProperties: { type: "string" } },
      [".additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive"],
    ],
    [
      "a type inside of anyOf",
      { type: "object", anyOf: [{ type: "object" }] },
      [".anyOf[0].type: Forbidden: must be empty to be structural"],
    ],
    [
      "a list of type map without keys",
      { type: "array", "x-kubernetes-list-type": "map", items: { type: "object" } },
      [".x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map"],
    ],
    [
      "an unknown list type",
      { type: "array", "x-kubernetes-list-type": "bag", items: { type: "string" } },
      ['.x-kubernetes-list-type: Unsupported value: "bag": supported values: "atomic", "set", "map"'],
    ],
  ])("%s", (_name, schema, errors) => {
    expect(errorsOf(schema)).toEqual(errors);
  });

  it("members of metadata other than the name", () => {
    const metadata = { type: "object", properties: { labels: { type: "object" } } };
    expect(structuralErrors({ type: "object", properties: { metadata } }, "s").map(({ field }) => field)).toEqual([
      "s.properties[metadata]",
    ]);
  });
});
