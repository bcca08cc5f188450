import type { KubeClient, KubeObject, ListOptions, ResourceType } from "./client.ts";
import { isExpired } from "./kube-error.ts";

/** As client-go: few enough that a page is small, many enough that few calls are made. */
const pageSize = 500;

/**
 * All objects of a list, page by page, and the resource version that a watch continues from. When the server forgets the
 * list before its end (410), the whole is asked for at once, which cannot expire.
 */
export async function listAll<T extends KubeObject>(
  client: KubeClient,
  type: ResourceType,
  options: Pick<ListOptions, "namespace" | "labelSelector" | "fieldSelector" | "signal">,
): Promise<{ readonly objects: readonly T[]; readonly resourceVersion: string }> {
  const objects: T[] = [];
  let next: string | undefined;
  try {
    for (;;) {
      const page = await client.list<T>(type, { ...options, limit: pageSize, continue: next });
      objects.push(...page.items);
      next = page.continue;
      if (next === undefined) return { objects, resourceVersion: page.resourceVersion };
    }
  } catch (error) {
    if (next === undefined || !isExpired(error)) throw error;
    const whole = await client.list<T>(type, options);
    return { objects: whole.items, resourceVersion: whole.resourceVersion };
  }
}
