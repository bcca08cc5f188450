import { expect, it } from "vitest";
import { VirtualClock } from "../../base/virtual-clock.ts";
import { KubeApiError, KubeTransportError } from "../../kube/kube-error.ts";
import { FakeKubeClient } from "../../kube/testing/fake-kube-client.ts";
import { CliError } from "../cli-error.ts";
import { clusterIdOf } from "./cluster-id.ts";

const forbidden = new KubeApiError("GET namespaces kube-system: 403", { status: 403, reason: "Forbidden" });
const unauthorized = new KubeApiError("GET namespaces kube-system: 401", { status: 401, reason: "Unauthorized" });
const unreachable = new KubeTransportError("connect ECONNREFUSED");

/** The id where every call ends with `trouble`. */
function idDespite(trouble: Error, given: string | undefined): Promise<string> {
  const client = new FakeKubeClient(new VirtualClock());
  client.before.push(() => {
    throw trouble;
  });
  const { signal } = new AbortController();
  return clusterIdOf(client, { given, wayOut: "do this", server: "https://there", signal });
}

it.each([
  ["a refusal", forbidden, undefined, /^cannot read the UID of the namespace kube-system \(.* 403\): do this$/],
  ["wrong credentials", unauthorized, "mine", /^the Kubernetes API at https:\/\/there does not accept the credentials/],
  ["no answer", unreachable, "mine", /^cannot reach the Kubernetes API at https:\/\/there: connect ECONNREFUSED$/],
])("tells of %s in one line", async (_what, trouble, given, message) => {
  const attempt = idDespite(trouble, given);
  await expect(attempt).rejects.toThrow(CliError);
  await expect(attempt).rejects.toThrow(message);
});

it("needs no UID where an id is given", async () => {
  await expect(idDespite(forbidden, "mine")).resolves.toBe("mine");
});
