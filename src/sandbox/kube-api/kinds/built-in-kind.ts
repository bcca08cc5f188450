import type { JsonObject } from "../../../base/json.ts";
import { subdomainErrors } from "../objects/name-rules.ts";
import { compileSchema } from "../schema/compile-schema.ts";
import { ageColumn, nameColumn } from "./columns.ts";
import type { Column, Kind, KindNames, KindRules } from "./kind.ts";

/** What a built-in kind says of itself; the rest is as it is for most of them. */
export interface BuiltIn {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly shortNames?: readonly string[];
  readonly namespaced: boolean;
  readonly hasStatus?: boolean;
  readonly verbs?: Kind["verbs"];
  readonly description: string;
  readonly properties: JsonObject;
  readonly columns?: readonly Column[];
  readonly rules?: Partial<KindRules>;
  readonly resource?: string;
}

const allVerbs: Kind["verbs"] = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

export function builtInKind(definition: BuiltIn): Kind {
  const { group, version, plural, kind } = definition;
  const names: KindNames = {
    plural,
    singular: kind.toLowerCase(),
    kind,
    listKind: `${kind}List`,
    shortNames: definition.shortNames ?? [],
    categories: [],
  };
  return {
    group,
    version,
    names,
    namespaced: definition.namespaced,
    resource: definition.resource ?? (group === "" ? plural : `${group}/${plural}`),
    verbs: definition.verbs ?? allVerbs,
    storageVersion: "v1",
    selectable: [],
    hasStatus: definition.hasStatus ?? false,
    schema: compileSchema({ type: "object", description: definition.description, properties: definition.properties }),
    columns: definition.columns ?? [nameColumn, ageColumn],
    rules: {
      isCustom: false,
      tracksGeneration: false,
      unconditionalUpdate: true,
      createOnUpdate: false,
      nameErrors: subdomainErrors,
      selectableFields: () => ({}),
      validate: () => [],
      ...definition.rules,
    },
  };
}
