import type { Clock } from "../../../base/clock.ts";
import type { JsonObject } from "../../../base/json.ts";
import { apiVersionOf, type Kind } from "../kinds/kind.ts";
import type { StoredObject } from "../objects/kube-object.ts";
import type { Negotiated } from "../request/negotiate.ts";
import { fieldErrorText, invalid } from "../errors/field-error.ts";
import { badRequest } from "../errors/refusals.ts";
import { toPartialMetadata, toTable, type IncludeObject, type TableOptions } from "./table.ts";

/** Turns objects into the form that the client asked for. */
export class Renderer {
  readonly #negotiated: Negotiated;
  readonly #kind: Kind;
  readonly #includeObject: IncludeObject;
  readonly #clock: Clock;
  #definitionsSent = false;

  constructor(negotiated: Negotiated, kind: Kind, query: URLSearchParams, clock: Clock) {
    const include = query.get("includeObject") ?? "";
    if (negotiated.form === "table" && !["", "None", "Metadata", "Object"].includes(include)) {
      const why = invalid("includeObject", include, "must be 'Metadata', 'Object', 'None', or empty");
      throw badRequest(`Unable to convert to Table as requested: ${fieldErrorText(why)}`);
    }
    this.#negotiated = negotiated;
    this.#kind = kind;
    this.#includeObject = include === "None" || include === "Object" ? include : "Metadata";
    this.#clock = clock;
  }

  one(object: StoredObject): JsonObject {
    const { resourceVersion } = object.metadata;
    switch (this.#negotiated.form) {
      case "object":
        return object;
      case "metadata":
        return toPartialMetadata(object, this.#negotiated.metaVersion);
      case "table":
        return toTable([object], { resourceVersion }, this.#tableOptions());
    }
  }

  list(objects: readonly StoredObject[], metadata: JsonObject): JsonObject {
    const { form, metaVersion } = this.#negotiated;
    if (form === "table") return toTable(objects, metadata, this.#tableOptions());
    if (form === "metadata") {
      return {
        kind: "PartialObjectMetadataList",
        apiVersion: `meta.k8s.io/${metaVersion}`,
        metadata,
        items: objects.map((object) => toPartialMetadata(object, metaVersion)),
      };
    }
    const { rules, names } = this.#kind;
    const items = rules.isCustom ? objects : objects.map(({ apiVersion: _version, kind: _kind, ...rest }) => rest);
    // Lists of custom resources always have the member.
    const more = rules.isCustom ? { continue: "", ...metadata } : metadata;
    return { kind: names.listKind, apiVersion: apiVersionOf(this.#kind), metadata: more, items };
  }

  /** An object in a frame of a watch. Only the first table says what its columns are. */
  frame(object: StoredObject): JsonObject {
    if (this.#negotiated.form !== "table") return this.one(object);
    const { resourceVersion } = object.metadata;
    const table = toTable([object], { resourceVersion }, this.#tableOptions(), !this.#definitionsSent);
    this.#definitionsSent = true;
    return table;
  }

  /** What stands in a bookmark: nothing but the version, in the form of the other frames. */
  bookmark(resourceVersion: string, annotations: Readonly<Record<string, string>> | undefined): JsonObject {
    const metadata = {
      resourceVersion,
      ...(annotations === undefined ? {} : { annotations }),
    };
    const bare: JsonObject = { kind: this.#kind.names.kind, apiVersion: apiVersionOf(this.#kind), metadata };
    switch (this.#negotiated.form) {
      case "object":
        return bare;
      case "metadata":
        return { ...bare, kind: "PartialObjectMetadata", apiVersion: `meta.k8s.io/${this.#negotiated.metaVersion}` };
      case "table": {
        const table = toTable([], { resourceVersion }, this.#tableOptions(), !this.#definitionsSent);
        this.#definitionsSent = true;
        return { ...table, rows: [{ cells: this.#kind.columns.map(() => null), object: bare }] };
      }
    }
  }

  #tableOptions(): TableOptions {
    return {
      columns: this.#kind.columns,
      includeObject: this.#includeObject,
      metaVersion: this.#negotiated.metaVersion,
      nowMs: this.#clock.nowMs(),
    };
  }
}
