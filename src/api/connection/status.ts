import { Type } from "typebox";
import type { Static } from "typebox";
import { configurationStatusFields } from "../fields/configuration-status.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { text } from "../schema/scalars.ts";

/** The schema of a Connection's status. */
export const connectionStatus = structure(
  {
    ...configurationStatusFields("connection", ["CreateConnection", "DeleteConnection"]),

    connectionName: Type.Optional(text({ maxLength: 40, description: "The name at App Runner." })),
    connectionStatus: Type.Optional(
      text({ maxLength: 64, description: "App Runner's own status, such as `PENDING_HANDSHAKE`." }),
    ),
    providerType: Type.Optional(text({ maxLength: 64, description: "The source provider." })),
  },
  { description: "What the operator last saw and did. It is written by the operator only." },
);

/** What the operator last saw and did. */
export type ConnectionStatus = ReadOnly<Static<typeof connectionStatus>>;
