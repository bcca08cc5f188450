import { kstatusBinary } from "./kstatus-binary.ts";
import { luaHealthBinary } from "./judge-with-lua.ts";
import { kubeApiServerBinaries } from "./kube-api-server-binaries.ts";
import { kubectlAndHelm } from "./kubectl-and-helm.ts";
import { progressOnStderr } from "./progress.ts";

/** `npm run tools`: fetches and builds all programs that tests need, so that a later test run only finds them. */
async function fetchTools(): Promise<void> {
  const clients = await kubectlAndHelm();
  console.log(clients.available ? `${clients.kubectl}\n${clients.helm}` : `no kubectl and Helm: ${clients.reason}`);
  console.log(Object.values(await kubeApiServerBinaries()).join("\n"));
  console.log(await kstatusBinary());
  console.log(await luaHealthBinary());
}

try {
  await fetchTools();
} catch (error) {
  progressOnStderr(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
