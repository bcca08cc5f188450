import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAppRunnerEmulator } from "./app-runner/emulator.ts";
import type { AppRunnerEmulator, AppRunnerEmulatorOptions } from "./app-runner/emulator.ts";
import { createKubeApi } from "./kube-api/kube-api.ts";
import type { KubeApi } from "./kube-api/kube-api.ts";
import { serveKubeApi } from "./kube-api/serve-kube-api.ts";
import { listen } from "./serve.ts";

/** What one emulator, and one Kubernetes API, leaves to the next. */
export type SavedAppRunner = ReturnType<AppRunnerEmulator["save"]>;
export type SavedObjects = ReturnType<KubeApi["save"]>;

/** An emulator of App Runner on a socket. */
export interface ServedAppRunner extends Pick<AppRunnerEmulator, "save" | "isUnderWay"> {
  readonly url: string;
  close(): Promise<void>;
}

/** An embedded Kubernetes API on a socket. */
export interface ServedKubernetes extends Pick<KubeApi, "save"> {
  readonly url: string;
  /** Writes a kubeconfig with everything that kubectl needs, readable by the user alone. */
  writeKubeconfig(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Serves an App Runner emulator on loopback. Rejects with Node's error when the port cannot be bound. */
export async function startAppRunner(
  options: AppRunnerEmulatorOptions & { readonly port: number },
): Promise<ServedAppRunner> {
  const emulator = createAppRunnerEmulator(options);
  const server = await listen((request) => emulator.handle(request), { port: options.port });
  return {
    url: server.url,
    close: () => server.close(),
    save: () => emulator.save(),
    isUnderWay: () => emulator.isUnderWay(),
  };
}

/**
 * Serves a Kubernetes API on loopback, empty but for what was saved, over TLS and for bearers of `token` alone. Rejects with
 * Node's error when the port cannot be bound.
 */
export function startKubernetes(options: {
  readonly clock: Clock;
  readonly random: Random;
  readonly token: string;
  readonly port: number;
  readonly saved?: SavedObjects | undefined;
}): Promise<ServedKubernetes> {
  return serveKubeApi(createKubeApi(options), { port: options.port });
}
