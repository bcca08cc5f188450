import { expect, it } from "vitest";
import { sandboxGreeting } from "./sandbox-greeting.ts";

const addresses = {
  appRunnerUrl: "http://127.0.0.1:1",
  kubernetesUrl: "https://127.0.0.1:2",
  kubeconfig: "/tmp/kubeconfig",
  metricsUrl: "http://127.0.0.1:3/metrics",
  healthUrl: "http://127.0.0.1:4",
};
const facts = { speed: 40, examples: "/data/examples", context: "here", existing: false, state: undefined };

it("leads to the embedded cluster, and says that nothing of it stays", () => {
  const text = sandboxGreeting(addresses, facts);
  expect(text).toContain("what is in it is gone then (--state FILE keeps it).");
  expect(text).toContain("  export KUBECONFIG=/tmp/kubeconfig\n  kubectl apply -f /data/examples/service.yaml\n");
});

it("keeps to the context of an existing cluster, and says what stays on it", () => {
  const text = sandboxGreeting(addresses, { ...facts, context: "kind-kind", existing: true });
  expect(text).toMatch(/definitions stay, and so do objects/);
  expect(text).not.toContain("what is in it is gone");
  expect(text).toContain("Emulated services are gone then");
  const commands = text.split("\n").filter((line) => line.startsWith("  kubectl"));
  expect(commands).toHaveLength(4);
  for (const command of commands) expect(command).toMatch(/^ {2}kubectl --context kind-kind /);
});

it.each([false, true])("says which file keeps what is in it (on an existing cluster: %s)", (existing) => {
  const text = sandboxGreeting(addresses, { ...facts, existing, state: "my.state" });
  expect(text).toMatch(/my\.state/);
  expect(text).not.toContain("gone");
});

it("writes paths so that a shell takes them for one word", () => {
  const text = sandboxGreeting({ ...addresses, kubeconfig: "/it's mine/config" }, { ...facts, examples: "/my data" });
  expect(text).toContain(`export KUBECONFIG='/it'\\''s mine/config'`);
  expect(text).toContain("kubectl apply -f '/my data/service.yaml'");
});
