import { ApiError } from "./api-error.ts";

const builtInGroups = /^\/apis\/(apps|batch|autoscaling|policy|[a-z.]+\.k8s\.io)\//;
const coreResources =
  /^\/api\/v1\/(namespaces\/[^/]+\/)?(pods|services|nodes|endpoints|persistentvolume[a-z]*|replicationcontrollers|resourcequotas|limitranges|podtemplates)(\/|$)/;

const hint =
  "the embedded Kubernetes API of this sandbox has no such kind; use a real cluster for it, docs/sandbox-limits.md lists " +
  "what there is";

/** Nothing is served at a path: the server's bare answer, unless a real server would serve it; then the answer says so. */
export class NotServed extends Error {
  override readonly name = "NotServed";
  readonly path: string;

  constructor(path: string) {
    super(`nothing is served at ${path}`);
    this.path = path;
  }

  /** The refusal to send instead of the bare answer; undefined where a real server has nothing there either. */
  get refusal(): ApiError | undefined {
    if (!builtInGroups.test(this.path) && !coreResources.test(this.path)) return undefined;
    return new ApiError(404, "NotFound", `the server could not find the requested resource (${hint})`, {});
  }
}
