import { collection } from "../foreign/definition.ts";
import { ledger, widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, mergePatch, post, watch } from "../steps.ts";

const widgets = collection("widgets");
const core = "/api/v1/namespaces/{{ns}}";
const asTable = {
  headers: {
    accept:
      "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json",
  },
};

/** What `kubectl get` asks for. */
export const tablesScenario: Scenario = {
  name: "tables",
  steps: [
    get("an empty table", widgets, asTable),
    post("creates a widget", widgets, widget("one", { weight: 2.5 }), { capture: { rv: "/metadata/resourceVersion" } }),
    mergePatch("gives it a status", `${widgets}/one/status`, {
      status: { conditions: [{ type: "Ready", status: "True" }] },
    }),
    post("creates a widget without status", widgets, widget("two", { colour: "red", enabled: false })),
    get("a table of a kind with columns", widgets, asTable),
    get("a table of one object", `${widgets}/one`, asTable),
    get("a table with objects", `${widgets}?includeObject=Object`, asTable),
    get("a table without objects", `${widgets}?includeObject=None`, asTable),
    get("a table with metadata", `${widgets}?includeObject=Metadata`, asTable),
    get("a table with anything", `${widgets}?includeObject=Anything`, asTable),
    get("a page of a table", `${widgets}?limit=1`, asTable),
    get("a table of what is not there", `${widgets}/three`, asTable),
    get("a table in the older version", widgets, {
      headers: { accept: "application/json;as=Table;v=v1beta1;g=meta.k8s.io" },
    }),
    get("a table in an unknown version", widgets, {
      headers: { accept: "application/json;as=Table;v=v9;g=meta.k8s.io" },
    }),
    watch("rows of a watch", `${widgets}?resourceVersion={{rv}}`, 2, asTable),
    post("creates a ledger", collection("ledgers"), ledger("one", {})),
    get("a table of a kind without columns", collection("ledgers"), asTable),
    post("creates a config map", `${core}/configmaps`, {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "settings" },
      data: { a: "b", c: "d" },
      binaryData: { e: "AA==" },
    }),
    get("a table of config maps", `${core}/configmaps`, asTable),
    post("creates a secret", `${core}/secrets`, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "keys" },
      stringData: { a: "b" },
    }),
    get("a table of secrets", `${core}/secrets`, asTable),
    get("a table of a namespace", "/api/v1/namespaces/{{ns}}", asTable),
    post("creates a lease", "/apis/coordination.k8s.io/v1/namespaces/{{ns}}/leases", {
      apiVersion: "coordination.k8s.io/v1",
      kind: "Lease",
      metadata: { name: "leader" },
      spec: { holderIdentity: "one" },
    }),
    get("a table of leases", "/apis/coordination.k8s.io/v1/namespaces/{{ns}}/leases", asTable),
    post("creates an event", "/apis/events.k8s.io/v1/namespaces/{{ns}}/events", {
      apiVersion: "events.k8s.io/v1",
      kind: "Event",
      metadata: { name: "one.1" },
      eventTime: "2026-01-02T03:04:05.000000Z",
      reportingController: "example.com/tester",
      reportingInstance: "tester-1",
      action: "Testing",
      reason: "Tested",
      type: "Normal",
      note: "it was tested",
      regarding: { apiVersion: "foreign.example.com/v1", kind: "Widget", name: "one", namespace: "{{ns}}" },
    }),
    get("a table of events", "/apis/events.k8s.io/v1/namespaces/{{ns}}/events", asTable),
    get("a table of core events", `${core}/events`, asTable),
    get(
      "a table of definitions",
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.foreign.example.com",
      asTable,
    ),
  ],
};
