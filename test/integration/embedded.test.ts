import { realClients } from "../tools/real-clients.ts";
import { integrationSuite } from "./integration-suite.ts";
import { startEmbeddedServer } from "./tested-server.ts";

integrationSuite("the embedded Kubernetes API", await realClients(), startEmbeddedServer);
