import path from "node:path";
import { eventually } from "./eventually.ts";
import type { Scene } from "./scene.ts";

/** The CRD of ExternalDNS, for `kubectl apply -f`. */
export const dnsEndpointCrd = path.join(import.meta.dirname, "fixtures", "dnsendpoints.yaml");

/** Makes the DNS records of a domain as soon as they are told, as its owner does. */
export async function validated(scene: Scene, object: string, domainName: string): Promise<void> {
  const reason = `--for=jsonpath={.status.conditions[?(@.type=="Ready")].reason}=WaitingForDns`;
  await scene.kubectl("wait", `ardom/${object}`, reason, "--timeout=180s");
  await eventually(() => scene.appRunner.admin.validateDomain(domainName, "SUCCESS"));
}
