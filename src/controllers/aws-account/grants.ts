import type { AwsAccount } from "../../api/aws-account.ts";
import type { Grant } from "../../api/aws-account/grant.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { GrantRequest } from "../engine/grant-request.ts";
import { selects } from "./label-selector.ts";

/** A namespace, as far as grants look at it. */
export interface GrantedNamespace {
  readonly name: string;
  /** Undefined while it is not known: no selector finds it then, least of all by a label that it does not have. */
  readonly labels: Readonly<Record<string, string>> | undefined;
}

/** The grants for a namespace; none: it may not use the account at all. */
export function grantsFor({ spec }: AwsAccount, { name, labels }: GrantedNamespace): readonly Grant[] {
  return (spec.grants ?? []).filter(({ namespaces: { names = [], selector } }) => {
    const isNamed = names.includes("*") || names.includes(name);
    return isNamed || (selector !== undefined && labels !== undefined && selects(selector, labels));
  });
}

/** Why a request is not granted, for people; undefined: it is. Says nothing of what others are granted. */
export function denialOf(request: GrantRequest, grants: readonly Grant[], account: string): string | undefined {
  if (isGranted(request, grants)) return undefined;
  return `\`spec.${request.path}\`: the AwsAccount ${account} does not allow this namespace ${wish(request)}`;
}

function isGranted(request: GrantRequest, grants: readonly Grant[]): boolean {
  switch (request.type) {
    case "role":
      return grants.some(({ passRoles = [] }) => passRoles.some((pattern) => matches(pattern, request.arn)));
    case "adoption":
      return grants.some(({ allow = [] }) => allow.includes("Adopt"));
    case "rawArn":
      return grants.some(({ allow = [] }) => allow.includes("RawArns"));
    case "accountDefault":
      return grants.some(({ allow = [] }) => allow.includes("AccountDefaults"));
    case "domain":
      return grants.some(({ domains = [] }) => domains.some((pattern) => coversDomain(pattern, request.domain)));
    default:
      return unreachable(request);
  }
}

function wish(request: GrantRequest): string {
  switch (request.type) {
    case "role":
      return `to pass the role ${request.arn} (grants[].passRoles)`;
    case "adoption":
      return "to adopt or observe what exists in it (grants[].allow: Adopt)";
    case "rawArn":
      return "to name resources of App Runner by ARN; use a reference (grants[].allow: RawArns)";
    case "accountDefault":
      return "to change what counts for the whole account (grants[].allow: AccountDefaults)";
    case "domain":
      return `to use the domain ${request.domain} (grants[].domains)`;
    default:
      return unreachable(request);
  }
}

/** `*` stands for any characters, as in a policy of IAM. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** Names of domains do not tell upper from lower case. `*.example.com` covers what is below `example.com`, not itself. */
function coversDomain(pattern: string, domain: string): boolean {
  const name = domain.toLowerCase().replace(/\.$/, "");
  if (pattern === "*") return true;
  return pattern.startsWith("*.") ? name.endsWith(pattern.slice(1)) : name === pattern;
}
