import { Type } from "typebox";
import { structure } from "../schema/composites.ts";
import { choice, integer, text } from "../schema/scalars.ts";

const bounds = { minimum: 1, maximum: 20 } as const;

/** How App Runner finds out whether an instance is healthy. */
export const healthCheckConfiguration = structure(
  {
    protocol: Type.Optional(
      choice(["TCP", "HTTP"], {
        description: "`TCP`: the port must accept a connection. `HTTP`: `path` must answer.",
        appRunnerDefault: "TCP",
      }),
    ),
    path: Type.Optional(
      text({
        description:
          "The path that is requested. It means something with `HTTP` only. App Runner's API model sets no such bound; Kubernetes needs one.",
        appRunnerDefault: "/",
        minLength: 1,
        maxLength: 51200,
      }),
    ),
    interval: Type.Optional(integer({ ...bounds, description: "Seconds between two checks.", appRunnerDefault: 5 })),
    timeout: Type.Optional(integer({ ...bounds, description: "Seconds to wait for an answer.", appRunnerDefault: 2 })),
    healthyThreshold: Type.Optional(
      integer({ ...bounds, description: "Successes in a row that make an instance healthy.", appRunnerDefault: 1 }),
    ),
    unhealthyThreshold: Type.Optional(
      integer({ ...bounds, description: "Failures in a row that make an instance unhealthy.", appRunnerDefault: 5 }),
    ),
  },
  {
    description:
      "The health check. The App Runner console creates services with 10, 5, 1 and 5 instead of the API's defaults.",
  },
);
