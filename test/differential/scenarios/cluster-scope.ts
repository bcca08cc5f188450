import { registry } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, mergePatch, post, remove } from "../steps.ts";

const registries = "/apis/foreign.example.com/v1/registries";

export const clusterScopeScenario: Scenario = {
  name: "cluster-scope",
  steps: [
    post("creates", registries, registry("main", { spec: { anything: [1, { goes: null }] }, data: 5 })),
    get("gets", `${registries}/main`),
    get("lists", registries),
    mergePatch("merges", `${registries}/main`, { data: null, more: "yes" }),
    post("takes no notice of a namespace", registries, {
      ...registry("other", {}),
      metadata: { name: "other", namespace: "{{ns}}" },
    }),
    get("is in no namespace", "/apis/foreign.example.com/v1/namespaces/{{ns}}/registries"),
    post("Strict takes what it keeps", `${registries}?fieldValidation=Strict`, registry("strict", { odd: true })),
    remove("deletes", `${registries}/main`),
    remove("deletes the other", `${registries}/strict`),
  ],
};
