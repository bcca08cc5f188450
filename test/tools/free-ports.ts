import { createServer, type AddressInfo, type Server } from "node:net";

/**
 * TCP ports on 127.0.0.1 that nothing listens on, for programs that cannot choose one themselves. All are held until all
 * are known, so they differ. Another process may still take one before the program does; then its start fails visibly.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
