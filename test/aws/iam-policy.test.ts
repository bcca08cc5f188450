import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { operationKinds } from "../../src/aws/operation-kind.ts";

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

const page = readFileSync(new URL("../../docs/iam.md", import.meta.url), "utf8");

/** The JSON block of the page that is marked with `name`. */
function statements(name: string): readonly Statement[] {
  const [, json = ""] = new RegExp(`^\`\`\`json ${name}\\n(.*?)^\`\`\``, "ms").exec(page) ?? [];
  const { Statement } = JSON.parse(json) as { readonly Statement: readonly Statement[] };
  return Statement;
}

const actionsOf = (statement: Statement): readonly string[] => [statement.Action].flat();
const operations = (kinds: readonly string[]): readonly string[] =>
  Object.entries(operationKinds)
    .filter(([, kind]) => kinds.includes(kind))
    .map(([operation]) => `apprunner:${operation}`)
    .toSorted();

describe("the IAM policies in docs/iam.md", () => {
  it.each([
    { name: "policy", kinds: ["read", "mutation"] },
    { name: "observe", kinds: ["read"] },
  ])("allow exactly the App Runner calls that the operator can make ($name)", ({ name, kinds }) => {
    const actions = statements(name)
      .flatMap(actionsOf)
      .filter((action) => action.startsWith("apprunner:"));
    expect([...new Set(actions)].toSorted()).toEqual(operations(kinds));
  });

  it.each(["policy", "observe"])(
    "name what they are for, but for the listing, which IAM knows no resource for (%s)",
    (name) => {
      const everything = statements(name).filter((statement) => [statement.Resource].flat().includes("*"));
      expect(everything.flatMap(actionsOf)).toEqual([
        "apprunner:ListServices",
        "apprunner:ListAutoScalingConfigurations",
        "apprunner:ListObservabilityConfigurations",
        "apprunner:ListVpcConnectors",
        "apprunner:ListConnections",
        "apprunner:ListVpcIngressConnections",
      ]);
    },
  );

  it("let roles be passed to App Runner only, and allow nothing else outside of App Runner", () => {
    const others = statements("policy").filter(
      (statement) => !actionsOf(statement).every((action) => action.startsWith("apprunner:")),
    );
    expect(others.map((statement) => [statement.Action, statement.Condition])).toEqual([
      ["iam:PassRole", { StringEquals: { "iam:PassedToService": "apprunner.amazonaws.com" } }],
    ]);
  });
});
