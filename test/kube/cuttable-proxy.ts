import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A TCP proxy whose network can be made to fail. */
export interface CuttableProxy {
  readonly port: number;
  /** `reset` ends all connections and refuses new ones; `stall` keeps them open and passes nothing on; `pass` passes on. */
  set(state: "pass" | "reset" | "stall"): void;
  close(): Promise<void>;
}

/** Stands between a client and a server on loopback, so that a test can take the server away without stopping it. */
export async function startCuttableProxy(targetPort: number): Promise<CuttableProxy> {
  const sockets = new Set<Socket>();
  let state: "pass" | "reset" | "stall" = "pass";
  const server = createServer((client) => {
    if (state === "reset") {
      client.resetAndDestroy();
      return;
    }
    const target = connect(targetPort, "127.0.0.1");
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.on("data", (chunk) => state === "pass" && target.write(chunk));
    target.on("data", (chunk) => state === "pass" && client.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      state = next;
      if (next === "reset") cut();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
