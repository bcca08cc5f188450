import { collection } from "../foreign/definition.ts";
import { widget } from "../foreign/objects.ts";
import type { Scenario, Step } from "../scenario.ts";
import { get, post, remove } from "../steps.ts";

const widgets = collection("widgets");
const send = (title: string, method: string, path: string, headers: Record<string, string> = {}): Step => ({
  title,
  method,
  path,
  headers,
});

/** What no ordinary client does, and a curious one may. */
export const methodsScenario: Scenario = {
  name: "methods",
  steps: [
    post("creates", widgets, widget("one")),
    send("OPTIONS", "OPTIONS", widgets),
    send("an unknown method", "PURGE", widgets),
    send("POST without a body", "POST", widgets),
    send("PATCH without a type", "PATCH", `${widgets}/one`),
    send("PUT without a body", "PUT", `${widgets}/one`),
    get("a slash at the end", `${widgets}/`),
    get("a slash too many", `/apis//foreign.example.com/v1/widgets/one`),
    get("an escaped name", `${widgets}/%6fne`),
    get("a name that is none", `${widgets}/A%20B`),
    get("a pretty answer", `${widgets}/one?pretty=true`),
    get("an unknown parameter", `${widgets}/one?colour=red`),
    get("a version to get at least", `${widgets}/one?resourceVersion=0`),
    get("a version that is none", `${widgets}/one?resourceVersion=abc`),
    get("a wrong token", `${widgets}/one`, { headers: { authorization: "Bearer wrong" } }),
    get("no token", `${widgets}/one`, { headers: { authorization: "" } }),
    get("another sort of token", `${widgets}/one`, { headers: { authorization: "Basic YTpi" } }),
    get("probes with details", "/readyz/ping"),
    remove("cleans up", `${widgets}/one`),
  ],
};
