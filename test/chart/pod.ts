import { only, type Rendered } from "./render.ts";

/** The parts of the Deployment's pod that the tests look into. */
export interface Pod {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>> | undefined;
  readonly selector: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly container: Container;
}

interface PodSpec {
  readonly serviceAccountName: string;
  readonly securityContext: object;
  readonly nodeSelector?: object;
  readonly tolerations?: readonly object[];
  readonly affinity: object;
  readonly containers: readonly Container[];
}

interface Container {
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly securityContext: object;
  readonly resources: object;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface DeploymentSpec {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly template: {
    readonly metadata: Pick<Pod, "labels" | "annotations">;
    readonly spec: PodSpec;
  };
}

/** The pod of the only Deployment among `objects`, which must have exactly one container. */
export function podOf(objects: readonly Rendered[]): Pod {
  const { selector, template } = only(objects, "Deployment")["spec"] as DeploymentSpec;
  const [container] = template.spec.containers;
  if (container === undefined || template.spec.containers.length > 1) throw new Error("expected one container");
  const { labels, annotations } = template.metadata;
  return { labels, annotations, selector: selector.matchLabels, spec: template.spec, container };
}
