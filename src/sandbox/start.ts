import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAppRunnerEmulator } from "./app-runner/emulator.ts";
import type { AppRunnerEmulatorOptions } from "./app-runner/emulator.ts";
import { createKubeApi } from "./kube-api/kube-api.ts";
import { serveKubeApi } from "./kube-api/serve-kube-api.ts";
import { listen } from "./serve.ts";

/** An emulator of App Runner on a socket. */
export interface ServedAppRunner {
  readonly url: string;
  close(): Promise<void>;
}

/** An embedded Kubernetes API on a socket. */
export interface ServedKubernetes {
  readonly url: string;
  /** Writes a kubeconfig with everything that kubectl needs, readable by the user alone. */
  writeKubeconfig(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Serves an App Runner emulator on loopback. Rejects with Node's error when the port cannot be bound. */
export function startAppRunner(
  options: AppRunnerEmulatorOptions & { readonly port: number },
): Promise<ServedAppRunner> {
  const emulator = createAppRunnerEmulator(options);
  return listen((request) => emulator.handle(request), { port: options.port });
}

/**
 * Serves an empty Kubernetes API on loopback, over TLS and for bearers of `token` alone. Rejects with Node's error when
 * the port cannot be bound.
 */
export function startKubernetes(options: {
  readonly clock: Clock;
  readonly random: Random;
  readonly token: string;
  readonly port: number;
}): Promise<ServedKubernetes> {
  return serveKubeApi(createKubeApi(options), { port: options.port });
}
