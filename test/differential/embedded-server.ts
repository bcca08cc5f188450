import { systemClock } from "../../src/base/system-clock.ts";
import { createKubeApi } from "../../src/sandbox/kube-api/kube-api.ts";
import { serverOf, type ComparedServer } from "./compared-server.ts";

/** The sandbox' own Kubernetes API, empty, without a socket. */
export function embeddedServer(): ComparedServer {
  const token = "administrator";
  const api = createKubeApi({ clock: systemClock, token });
  return serverOf({ name: "embedded", token, handle: (request) => api.handle(request) });
}
