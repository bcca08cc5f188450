import path from "node:path";
import { loadAll } from "js-yaml";
import { runProgram } from "../tools/run-program.ts";

export const chartDir = path.resolve(import.meta.dirname, "../../charts/apprunner-operator");

/** A rendered Kubernetes object, as far as the tests look into it. */
export interface Rendered {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [member: string]: unknown;
}

/** Values by path, as `--set-json` takes them: `{ "image.tag": "1" }`. */
export type Values = Readonly<Record<string, unknown>>;

/** What `helm template` makes of the chart for a release `test` in the namespace `apprunner`. Throws with Helm's text. */
export async function render(
  helm: string,
  values: Values = {},
  flags: readonly string[] = [],
): Promise<readonly Rendered[]> {
  const sets = Object.entries(values).flatMap(([name, value]) => ["--set-json", `${name}=${JSON.stringify(value)}`]);
  const args = ["template", "test", chartDir, "--namespace", "apprunner", ...sets, ...flags];
  const { code, stdout, stderr } = await runProgram(helm, args);
  if (code !== 0) throw new Error(stderr);
  return (loadAll(stdout) as (Rendered | null)[]).filter((document) => document !== null);
}

/** The one object of that kind. Throws when there is none, or more than one. */
export function only(objects: readonly Rendered[], kind: string): Rendered {
  const found = objects.filter((object) => object.kind === kind);
  const [object] = found;
  if (object === undefined || found.length > 1) throw new Error(`expected one ${kind}, found ${found.length}`);
  return object;
}
