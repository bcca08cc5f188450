import { isJsonObject } from "../../../src/base/json.ts";
import type { JsonObject } from "../../../src/base/json.ts";
import { objectAt, objectsAt, textAt, textsAt, rootSchemasOf, versionsOf } from "./crd.ts";
import type { LintRule } from "./crd.ts";

/** The bounds of metav1.Condition. */
const conditionBounds: JsonObject = {
  type: { type: "string", maxLength: 316 },
  status: { type: "string", enum: ["True", "False", "Unknown"] },
  reason: { type: "string", minLength: 1, maxLength: 1024 },
  message: { type: "string", maxLength: 32768 },
  observedGeneration: { type: "integer", format: "int64", minimum: 0 },
  lastTransitionTime: { type: "string", format: "date-time" },
};

/** Rules about status, subresources and columns. */
export const statusRules: readonly LintRule[] = [
  {
    name: "status is a subresource, and scale is not",
    problems: (crd) =>
      versionsOf(crd).flatMap((version) =>
        Object.keys(objectAt(version, "subresources")).join() === "status" ? [] : ["subresources must be status alone"],
      ),
  },
  {
    name: "no version key that the oldest supported Kubernetes refuses",
    problems: (crd) =>
      versionsOf(crd).flatMap((version) =>
        version["selectableFields"] === undefined ? [] : ["selectableFields is unknown to Kubernetes 1.29"],
      ),
  },
  {
    name: "everything in status is optional",
    problems: (crd) =>
      rootSchemasOf(crd).flatMap((root) => [
        ...(textsAt(root, "required").includes("status") ? ["status is required"] : []),
        ...textsAt(objectAt(root, "properties", "status"), "required").map((name) => `${name} is required`),
      ]),
  },
  {
    name: "conditions come first in status, keyed by type, with the bounds of metav1.Condition",
    problems: (crd) => rootSchemasOf(crd).flatMap(conditionProblems),
  },
  {
    name: "printer columns show fields that exist",
    problems: (crd) =>
      versionsOf(crd).flatMap((version) =>
        objectsAt(version, "additionalPrinterColumns").flatMap((column) =>
          columnExists(objectAt(version, "schema", "openAPIV3Schema"), textAt(column, "jsonPath"))
            ? []
            : [`the column ${textAt(column, "name")} shows ${textAt(column, "jsonPath")}`],
        ),
      ),
  },
  {
    name: "the first columns are READY and STATUS, the last one without -o wide is AGE, and between them is at most one",
    problems: (crd) =>
      versionsOf(crd).flatMap((version) => {
        const narrow = objectsAt(version, "additionalPrinterColumns").filter(({ priority = 0 }) => priority === 0);
        const names = narrow.map((column) => textAt(column, "name").toUpperCase()).join(", ");
        return /^READY, STATUS, (?:[A-Z ]+, )?AGE$/.test(names) ? [] : [`the columns are ${names}`];
      }),
  },
  {
    name: "-o wide shows ARN, MESSAGE and GENERATION too",
    problems: (crd) =>
      versionsOf(crd).flatMap((version) => {
        const shown = objectsAt(version, "additionalPrinterColumns").map((column) =>
          textAt(column, "name").toUpperCase(),
        );
        return ["ARN", "MESSAGE", "GENERATION"].flatMap((name) =>
          shown.includes(name) ? [] : [`${name} is not shown`],
        );
      }),
  },
];

function conditionProblems(root: JsonObject): readonly string[] {
  const status = objectAt(root, "properties", "status", "properties");
  const conditions = objectAt(status, "conditions");
  const item = objectAt(conditions, "items");
  const required = ["type", "status", "reason", "message", "lastTransitionTime"];
  return [
    ...(Object.keys(status)[0] === "conditions" ? [] : ["conditions are not first"]),
    ...(textsAt(conditions, "x-kubernetes-list-map-keys").join() === "type"
      ? []
      : ["conditions are not keyed by type"]),
    ...required.filter((name) => !textsAt(item, "required").includes(name)).map((name) => `${name} is not required`),
    ...Object.entries(conditionBounds).flatMap(([name, bounds]) => {
      const member = objectAt(item, "properties", name);
      const wrong = Object.entries(isJsonObject(bounds) ? bounds : {}).filter(
        ([keyword, bound]) => JSON.stringify(member[keyword]) !== JSON.stringify(bound),
      );
      return wrong.map(([keyword]) => `${name} has another ${keyword}`);
    }),
  ];
}

/** Conditions are looked up by type; everything else is a plain path. */
function columnExists(root: JsonObject, jsonPath: string): boolean {
  if ([".metadata.creationTimestamp", ".metadata.generation"].includes(jsonPath)) return true;
  const steps = jsonPath
    .replace(/\[\?\(@\.type=="[A-Za-z]+"\)\]/, ".[]")
    .split(".")
    .slice(1);
  const keywords = steps.flatMap((step) => (step === "[]" ? ["items"] : ["properties", step]));
  return Object.keys(objectAt(root, ...keywords)).length > 0;
}
