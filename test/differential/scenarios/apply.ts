import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario } from "../scenario.ts";
import { get, patch, post, put } from "../steps.ts";

const widgets = collection("widgets");

/** What kubectl's client-side apply and server-side apply send. */
export const applyScenario: Scenario = {
  name: "apply",
  steps: [
    post("creates as kubectl apply does", `${widgets}?fieldManager=kubectl-client-side-apply&fieldValidation=Strict`, {
      ...widget("client"),
      metadata: { name: "client", annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}" } },
    }),
    patch(
      "changes as kubectl apply does",
      "merge-patch+json",
      `${widgets}/client?fieldManager=kubectl-client-side-apply&fieldValidation=Strict`,
      { spec: { size: 8 } },
    ),
    patch(
      "applies a new object",
      "apply-patch+yaml",
      `${widgets}/server?fieldManager=tester&force=false&fieldValidation=Strict`,
      widget("server"),
    ),
    patch("needs a field manager", "apply-patch+yaml", `${widgets}/server`, widget("server")),
    get("has the applied object", `${widgets}/server`),
    put(
      "refuses a field manager that is too long",
      `${widgets}/client?fieldManager=${"x".repeat(129)}`,
      widget("client"),
    ),
  ],
};
