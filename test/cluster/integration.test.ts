import { integrationSuite } from "../integration/integration-suite.ts";
import { startRealServer } from "../integration/tested-server.ts";
import { realClients } from "../tools/real-clients.ts";

integrationSuite("a real kube-apiserver", await realClients(), startRealServer);
