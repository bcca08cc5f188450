import type { ComparedServer } from "./compared-server.ts";

/**
 * The same server, except that it forgets to count generations: every object comes back as of its first. A comparison
 * that does not notice this compares nothing.
 */
export function withPlantedDefect(server: ComparedServer): ComparedServer {
  return {
    name: `${server.name} with a planted defect`,
    send: async (request) => {
      const answer = await server.send(request);
      return {
        ...answer,
        text: async () => (await answer.text()).replaceAll(/"generation":\s*\d+/g, `"generation":1`),
      };
    },
    close: () => server.close(),
  };
}
