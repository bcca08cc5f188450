import { describe, expect, it } from "vitest";
import type { CustomDomain } from "../../api/custom-domain.ts";
import { grantRequests } from "./grant-requests.ts";

function domains(spec: CustomDomain["spec"]): readonly string[] {
  return grantRequests({ spec }).flatMap((request) => (request.type === "domain" ? [request.domain] : []));
}

describe("the domains that a CustomDomain asks for", () => {
  it.each<readonly [string, Partial<CustomDomain["spec"]> & { readonly domainName: string }, readonly string[]]>([
    ["itself and its www", { domainName: "example.com" }, ["example.com", "www.example.com"]],
    ["itself alone where www is turned off", { domainName: "example.com", enableWWWSubdomain: false }, ["example.com"]],
    ["a wildcard alone", { domainName: "*.example.com" }, ["*.example.com"]],
  ])("are %s", (_title, spec, expected) => {
    expect(domains(spec)).toEqual(expected);
  });
});
