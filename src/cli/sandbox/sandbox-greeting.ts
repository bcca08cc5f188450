import path from "node:path";
import { pace } from "../emulate/emulate-greeting.ts";
import type { Addresses } from "../process/ready-file.ts";

interface SandboxFacts {
  readonly speed: number;
  /** The folder with manifests to apply. */
  readonly examples: string;
  readonly context: string;
  /** Whether it works on a cluster that was there before, and is there afterwards. */
  readonly existing: boolean;
  /** The file that keeps what is in it; undefined: none does. */
  readonly state: string | undefined;
}

function embeddedEnd(state: string | undefined): string {
  return state === undefined
    ? "The sandbox is running; Ctrl-C ends it, and what is in it is gone then (--state FILE keeps it)."
    : `The sandbox is running; Ctrl-C ends it, and ${state} keeps what is in it.`;
}

function existingEnd(state: string | undefined): string {
  const services = state === undefined ? "are gone then (--state FILE keeps them)" : `are kept in ${state}`;
  return `The sandbox is running; Ctrl-C ends it. On the cluster, the custom resource definitions stay, and so do objects that
you have not deleted: their deletion waits for an operator. Emulated services ${services}.`;
}

/** What `sandbox` says when everything serves: where it is, and what to try. */
export function sandboxGreeting(
  addresses: Readonly<Record<keyof Addresses, string>>,
  { speed, examples, context, existing, state }: SandboxFacts,
): string {
  const { kubeconfig, kubernetesUrl, appRunnerUrl, metricsUrl, healthUrl } = addresses;
  const manifest = path.join(examples, "service.yaml");
  // Whoever switches the current context meanwhile must not apply it to another cluster.
  const kubectl = existing ? `kubectl --context ${quoted(context)}` : "kubectl";
  return `${existing ? existingEnd(state) : embeddedEnd(state)}

  Kubernetes API  ${kubernetesUrl}
  kubeconfig      ${kubeconfig} (context ${context})
  App Runner      ${appRunnerUrl} (emulated, ${pace(speed)})
  its page        ${appRunnerUrl}/_emulator/ (what there is, each call, failures to cause)
  the operator    ${metricsUrl} and ${healthUrl}/readyz

In another terminal:

  export KUBECONFIG=${quoted(kubeconfig)}
  ${kubectl} apply -f ${quoted(manifest)}
  ${kubectl} get apprunner -w
  ${kubectl} describe apprunnerservice hello
  ${kubectl} explain apprunnerservice.spec --recursive

See what App Runner has, or change it behind the operator's back:

  export AWS_ENDPOINT_URL=${appRunnerUrl} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any
  aws apprunner list-services
`;
}

/** As a shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
