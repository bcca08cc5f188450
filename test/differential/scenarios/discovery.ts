import { isJsonObject, type Json, type JsonObject } from "../../../src/base/json.ts";
import { stableJson } from "../../../src/base/stable-json.ts";
import { foreignGroup } from "../foreign/definition.ts";
import type { Scenario } from "../scenario.ts";
import { get } from "../steps.ts";

const aggregated = {
  headers: { accept: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json" },
};

/** The members of a list whose name passes; both servers have others that are none of the comparison's business. */
function only(list: Json | undefined, name: (item: JsonObject) => Json | undefined, wanted: readonly string[]): Json {
  if (!Array.isArray(list)) return list ?? null;
  return (list as readonly Json[]).filter((item) => isJsonObject(item) && wanted.includes(String(name(item))));
}

const groups = [foreignGroup, "coordination.k8s.io", "apiextensions.k8s.io"];
const coreResources = ["namespaces", "configmaps", "secrets", "events"];

const pickGroups = (body: Json): Json =>
  isJsonObject(body) ? { ...body, groups: only(body["groups"], (group) => group["name"], groups) } : body;

const pickAggregated = (body: Json): Json =>
  isJsonObject(body)
    ? {
        ...body,
        items: only(body["items"], (item) => (isJsonObject(item["metadata"]) ? item["metadata"]["name"] : undefined), [
          foreignGroup,
        ]),
      }
    : body;

const pickCore = (body: Json): Json =>
  isJsonObject(body)
    ? { ...body, resources: only(body["resources"], (resource) => resource["name"], coreResources) }
    : body;

/** A group's resources come in the order of a Go map: any. */
const pickResources = (body: Json): Json => {
  const resources = isJsonObject(body) ? body["resources"] : undefined;
  if (!isJsonObject(body) || !Array.isArray(resources)) return body;
  const byName = (left: Json, right: Json): number => (stableJson(left) < stableJson(right) ? -1 : 1);
  return { ...body, resources: (resources as readonly Json[]).toSorted(byName) };
};

/** Digests of a document stand in its URL. */
const pickIndex = (body: Json): Json => {
  const paths = isJsonObject(body) ? body["paths"] : undefined;
  const path = `apis/${foreignGroup}/v1`;
  const entry = isJsonObject(paths) ? paths[path] : undefined;
  return JSON.parse(JSON.stringify(entry ?? null).replace(/hash=[0-9A-F]+/i, "hash=<digest>")) as Json;
};

/** The schemas of the foreign kinds; paths with their verbs. Parameters and answers are the same for every kind. */
const pickDocument = (body: Json): Json => {
  if (!isJsonObject(body)) return body;
  const schemas = isJsonObject(body["components"]) ? body["components"]["schemas"] : undefined;
  const paths = isJsonObject(body["paths"]) ? body["paths"] : {};
  return {
    openapi: body["openapi"] ?? null,
    schemas: Object.fromEntries(
      Object.entries(isJsonObject(schemas) ? schemas : {}).filter(([name]) => name.startsWith("com.example.foreign")),
    ),
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, item]) => [
        path,
        Object.fromEntries(
          Object.entries(isJsonObject(item) ? item : {})
            .filter(([method]) => method !== "parameters")
            .map(([method, operation]) => [
              method,
              isJsonObject(operation)
                ? {
                    action: operation["x-kubernetes-action"] ?? null,
                    kind: operation["x-kubernetes-group-version-kind"] ?? null,
                  }
                : null,
            ]),
        ),
      ]),
    ),
  };
};

const hasAllForeign = (body: Json): boolean =>
  ["widgets", "ledgers", "rulebooks", "registries"].every((plural) => JSON.stringify(body).includes(plural));

export const discoveryScenario: Scenario = {
  name: "discovery",
  steps: [
    get("core versions", "/api"),
    get("groups", "/apis", { pick: pickGroups, until: hasForeignGroup }),
    get("a group", `/apis/${foreignGroup}`),
    get("a group's resources", `/apis/${foreignGroup}/v1`, { pick: pickResources, until: hasAllForeign }),
    get("core resources", "/api/v1", { pick: pickCore }),
    get("leases", "/apis/coordination.k8s.io/v1"),
    get("events", "/apis/events.k8s.io/v1"),
    get("definitions", "/apis/apiextensions.k8s.io/v1"),
    get("an unknown group", "/apis/unknown.example.com"),
    get("an unknown version", `/apis/${foreignGroup}/v9`),
    get("aggregated groups", "/apis", { ...aggregated, pick: pickAggregated, until: hasAllForeign }),
    get("aggregated core", "/api", {
      ...aggregated,
      pick: (body) =>
        JSON.parse(
          JSON.stringify(body, (key, value: Json) =>
            key === "resources" ? only(value, (item) => item["resource"], coreResources) : value,
          ),
        ) as Json,
    }),
    get("aggregated groups in the older version", "/apis", {
      headers: { accept: "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json" },
      pick: pickAggregated,
    }),
    get("the index of documents", "/openapi/v3", {
      pick: pickIndex,
      until: (body) => JSON.stringify(body).includes(foreignGroup),
    }),
    get("a group's document", `/openapi/v3/apis/${foreignGroup}/v1`, { pick: pickDocument, until: hasAllForeign }),
    get("an unknown group's document", "/openapi/v3/apis/unknown.example.com/v1"),
    get("readiness", "/readyz"),
    get("liveness", "/livez"),
    get("health", "/healthz"),
    get("the version", "/version", {
      pick: (body) => (isJsonObject(body) ? { major: body["major"] ?? null, minor: body["minor"] ?? null } : body),
    }),
  ],
};

function hasForeignGroup(body: Json): boolean {
  return JSON.stringify(body).includes(foreignGroup);
}
