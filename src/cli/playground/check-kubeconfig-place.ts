import { readFile } from "node:fs/promises";
import { load } from "js-yaml";
import { kubeconfigName } from "../../sandbox/kube-api/kubeconfig-text.ts";
import { CliError } from "../cli-error.ts";

/**
 * A kubeconfig that leads to clusters of one's own is hard to come by again: only one that a sandbox has written is
 * written over.
 * @throws {CliError} when `file` is there and is anything else.
 */
export async function checkKubeconfigPlace(file: string): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined || text.trim() === "" || isOfSandbox(text)) return;
  throw new CliError(
    `${file} is there already and no sandbox's kubeconfig: remove it, or give another --write-kubeconfig`,
  );
}

function isOfSandbox(text: string): boolean {
  try {
    const { contexts } = load(text) as { readonly contexts?: readonly { readonly name?: unknown }[] };
    return contexts?.length === 1 && contexts[0]?.name === kubeconfigName;
  } catch {
    return false;
  }
}
