import path from "node:path";
import { pace } from "../emulate/emulate-greeting.ts";
import type { Addresses } from "../process/ready-file.ts";

/** What `sandbox` says when everything serves: where it is, and what to try. */
export function sandboxGreeting(
  addresses: Required<Addresses>,
  { speed, examples, context }: { readonly speed: number; readonly examples: string; readonly context: string },
): string {
  const { kubeconfig, kubernetesUrl, appRunnerUrl, metricsUrl, healthUrl } = addresses;
  const manifest = path.join(examples, "service.yaml");
  return `The sandbox is running; Ctrl-C ends it, and what is in it is gone then.

  Kubernetes API  ${kubernetesUrl}
  kubeconfig      ${kubeconfig} (context ${context})
  App Runner      ${appRunnerUrl} (emulated, ${pace(speed)})
  the operator    ${metricsUrl} and ${healthUrl}/readyz

In another terminal:

  export KUBECONFIG=${kubeconfig}
  kubectl apply -f ${manifest}
  kubectl get apprunner -w
  kubectl describe apprunnerservice hello
  kubectl explain apprunnerservice.spec --recursive

See what App Runner has, or change it behind the operator's back:

  export AWS_ENDPOINT_URL=${appRunnerUrl} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any
  aws apprunner list-services
`;
}
