import { randomBytes } from "node:crypto";

/** Somebody who may talk to the API server; what they may do is up to RBAC. */
export interface ClusterUser {
  /** Such as `system:serviceaccount:<namespace>:<name>`. */
  readonly name: string;
  readonly groups: readonly string[];
}

/** May do everything, by the group that RBAC does not judge. */
export const adminUser: ClusterUser = { name: "admin", groups: ["system:masters"] };

/** A service account as the server sees it after it has checked the account's token. */
export function serviceAccountUser(namespace: string, name: string): ClusterUser {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`],
  };
}

/** A fresh secret token for each user, by name. */
export function newTokens(users: readonly ClusterUser[]): ReadonlyMap<string, string> {
  return new Map(users.map((user) => [user.name, randomBytes(24).toString("hex")]));
}

/** The text of kube-apiserver's --token-auth-file: CSV of token, user name, user id and groups. */
export function tokenAuthFile(users: readonly ClusterUser[], tokens: ReadonlyMap<string, string>): string {
  return users
    .map((user) => `${tokens.get(user.name) ?? ""},${user.name},${user.name},"${user.groups.join(",")}"\n`)
    .join("");
}
