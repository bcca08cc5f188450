import { readFile } from "node:fs/promises";
import type { JsonObject } from "../../src/base/json.ts";

/** One rule of a Role or ClusterRole. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** The audit policy that records every request of one user, without its body. */
export function auditPolicyOf(user: string): JsonObject {
  return {
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["RequestReceived", "ResponseStarted"],
    rules: [{ level: "Metadata", users: [user] }, { level: "None" }],
  };
}

/** A request as the audit log has it. */
interface AuditEvent {
  readonly verb: string;
  readonly requestURI: string;
  readonly objectRef?: { readonly apiGroup?: string; readonly resource: string; readonly subresource?: string };
  readonly responseStatus?: { readonly code: number };
}

export async function auditEvents(file: string): Promise<readonly AuditEvent[]> {
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as AuditEvent);
}

/** A right as `<verb> <resource>[/<subresource>].<group>`. */
function right(verb: string, resource: string, group: string): string {
  return `${verb} ${resource}.${group === "" ? "core" : group}`;
}

/** Every right that the rules give, once. */
export function grantedRights(rules: readonly PolicyRule[]): readonly string[] {
  const rights = rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => right(verb, resource, group)))),
  );
  return [...new Set(rights)];
}

/** Every right that the requests took. */
export function usedRights(events: readonly AuditEvent[]): ReadonlySet<string> {
  return new Set(
    events.flatMap(({ verb, objectRef }) => {
      if (objectRef === undefined) return [];
      const { apiGroup = "", resource, subresource } = objectRef;
      return [right(verb, subresource === undefined ? resource : `${resource}/${subresource}`, apiGroup)];
    }),
  );
}
