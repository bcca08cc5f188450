import { describe, expect, it } from "vitest";
import type { AwsAccount } from "../../api/aws-account.ts";
import type { Grant } from "../../api/aws-account/grant.ts";
import type { GrantRequest } from "../engine/grant-request.ts";
import { denialOf, grantsFor } from "./grants.ts";

function account(...grants: readonly Grant[]): AwsAccount {
  return {
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind: "AwsAccount",
    metadata: { name: "default", uid: "1", resourceVersion: "1", generation: 1, creationTimestamp: "" },
    spec: { grants },
  };
}

const shop = { name: "shop", labels: { team: "shop", stage: "test" } };

describe("the grants for a namespace", () => {
  const matching: readonly (readonly [string, Grant["namespaces"], boolean])[] = [
    ["its name", { names: ["blog", "shop"] }, true],
    ["another name", { names: ["blog"] }, false],
    ["a part of its name", { names: ["sho"] }, false],
    ["every namespace, written out", { names: ["*"] }, true],
    ["its labels", { selector: { matchLabels: { team: "shop", stage: "test" } } }, true],
    ["a label too many", { selector: { matchLabels: { team: "shop", region: "eu" } } }, false],
    ["a name or a label", { names: ["blog"], selector: { matchLabels: { team: "shop" } } }, true],
    ["In", { selector: { matchExpressions: [{ key: "stage", operator: "In", values: ["test", "dev"] }] } }, true],
    ["In of others", { selector: { matchExpressions: [{ key: "stage", operator: "In", values: ["prod"] }] } }, false],
    ["In without the label", { selector: { matchExpressions: [{ key: "x", operator: "In", values: ["y"] }] } }, false],
    ["NotIn", { selector: { matchExpressions: [{ key: "stage", operator: "NotIn", values: ["test"] }] } }, false],
    [
      "NotIn without the label",
      { selector: { matchExpressions: [{ key: "x", operator: "NotIn", values: ["y"] }] } },
      true,
    ],
    ["Exists", { selector: { matchExpressions: [{ key: "team", operator: "Exists" }] } }, true],
    [
      "Exists of what every object has",
      { selector: { matchExpressions: [{ key: "toString", operator: "Exists" }] } },
      false,
    ],
    ["DoesNotExist", { selector: { matchExpressions: [{ key: "team", operator: "DoesNotExist" }] } }, false],
  ];

  it.each(matching)("by %s", (_title, namespaces, isGranted) => {
    expect(grantsFor(account({ namespaces }), shop)).toHaveLength(isGranted ? 1 : 0);
  });

  it("by its name alone while its labels are not known", () => {
    const unknown = { name: "shop", labels: undefined };
    const absent = { selector: { matchExpressions: [{ key: "restricted", operator: "DoesNotExist" as const }] } };
    expect(grantsFor(account({ namespaces: absent }), unknown)).toEqual([]);
    expect(grantsFor(account({ namespaces: { names: ["shop"] } }), unknown)).toHaveLength(1);
  });

  it("are none where there are none", () => {
    expect(grantsFor(account(), shop)).toEqual([]);
  });
});

describe("a request", () => {
  const namespaces = { names: ["shop"] };
  const role = (arn: string): GrantRequest => ({ type: "role", path: "instanceConfiguration.instanceRoleArn", arn });
  const domain = (name: string): GrantRequest => ({ type: "domain", path: "domainName", domain: name });
  const mine = "arn:aws:iam::111122223333:role/shop-web";

  const requests: readonly (readonly [string, Omit<Grant, "namespaces">, GrantRequest, boolean])[] = [
    ["of a role that is granted", { passRoles: [mine] }, role(mine), true],
    ["of a role by a pattern", { passRoles: ["arn:aws:iam::111122223333:role/shop-*"] }, role(mine), true],
    ["of a role by a pattern with two stars", { passRoles: ["arn:aws:iam::*:role/*-web"] }, role(mine), true],
    ["of a role whose end differs", { passRoles: ["arn:aws:iam::*:role/*-job"] }, role(mine), false],
    ["of a role that a pattern begins like", { passRoles: [mine.slice(0, -1)] }, role(mine), false],
    ["of a role that a pattern overlaps", { passRoles: [`${mine}*b`] }, role(mine), false],
    ["of any role", { passRoles: ["*"] }, role(mine), true],
    ["of a role where nothing is said", {}, role(mine), false],
    ["to adopt", { allow: ["Adopt"] }, { type: "adoption", path: "adoption.policy" }, true],
    ["to adopt, with another right", { allow: ["RawArns"] }, { type: "adoption", path: "adoption.policy" }, false],
    ["of a raw ARN", { allow: ["RawArns"] }, { type: "rawArn", path: "adoption.arn", arn: "arn" }, true],
    [
      "of a raw ARN, with another right",
      { allow: ["Adopt"] },
      { type: "rawArn", path: "adoption.arn", arn: "arn" },
      false,
    ],
    ["of the account's default", { allow: ["AccountDefaults"] }, { type: "accountDefault", path: "default" }, true],
    ["of the account's default, without", {}, { type: "accountDefault", path: "default" }, false],
    ["of a domain", { domains: ["shop.example.com"] }, domain("Shop.Example.com"), true],
    ["of a domain below", { domains: ["*.example.com"] }, domain("a.b.example.com"), true],
    ["of a wildcard domain below", { domains: ["*.example.com"] }, domain("*.shop.example.com"), true],
    ["of the domain itself under a wildcard", { domains: ["*.example.com"] }, domain("example.com"), false],
    ["of a domain that only ends alike", { domains: ["*.example.com"] }, domain("shopexample.com"), false],
    ["of any domain", { domains: ["*"] }, domain("example.org"), true],
  ];

  it.each(requests)("%s", (_title, grant, request, isGranted) => {
    const denial = denialOf(request, [{ namespaces, ...grant }], "default");
    expect(denial === undefined, denial).toBe(isGranted);
  });

  it("is granted by the grants of a namespace together", () => {
    const grants = [{ namespaces }, { namespaces, passRoles: [mine] }];
    expect(denialOf(role(mine), grants, "default")).toBeUndefined();
  });

  it("is denied in words that name the field, the account and the grant, and no other grant", () => {
    expect(denialOf(role(mine), [{ namespaces, passRoles: ["arn:aws:iam::111122223333:role/blog"] }], "prod")).toBe(
      `\`spec.instanceConfiguration.instanceRoleArn\`: the AwsAccount prod does not allow this namespace to pass the role ${mine} (grants[].passRoles)`,
    );
  });
});
