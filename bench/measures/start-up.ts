import type { Figure, ServerName } from "../figure.ts";
import { nodeFlags } from "../node-flags.ts";
import type { Site } from "../site.ts";
import { median } from "../statistics.ts";

/** From the start of the process to the ready file, one process after the other. */
export async function measureStartUp(server: ServerName, { env }: Site, samples: number): Promise<readonly Figure[]> {
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const operator = await env.startOperator({ nodeFlags });
    times.push(operator.startupMs);
    await operator.stop();
  }
  const measure = "Time from the start of the process until it serves";
  return [
    { server, measure, name: `median of ${samples}`, value: median(times), unit: "ms", atMost: 1_000 },
    { server, measure, name: "the slowest", value: Math.max(...times), unit: "ms" },
  ];
}
