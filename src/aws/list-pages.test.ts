import { describe, expect, it } from "vitest";
import { listPages, pagesOf } from "./list-pages.ts";
import type { AppRunnerPort } from "./port.ts";

const { signal } = new AbortController();

/** An App Runner whose pages name these tokens, one after another, and then always the last. */
function naming(...tokens: readonly (string | undefined)[]): {
  readonly port: AppRunnerPort;
  readonly inputs: object[];
} {
  const inputs: object[] = [];
  const call: AppRunnerPort["call"] = async (_operation, input) => {
    inputs.push(input);
    const token = tokens[Math.min(inputs.length, tokens.length) - 1];
    return { $metadata: { requestId: `request-${inputs.length}` }, VpcConnectors: [], NextToken: token } as never;
  };
  return { port: { call }, inputs };
}

describe("a list in pages", () => {
  it.each([undefined, ""])("is read to the page that names no other: %o", async (end) => {
    const { port, inputs } = naming("a", "b", end);
    expect(await listPages(port, "ListVpcConnectors", {}, signal)).toHaveLength(3);
    expect(inputs).toEqual([
      { MaxResults: 100 },
      { MaxResults: 100, NextToken: "a" },
      { MaxResults: 100, NextToken: "b" },
    ]);
  });

  it("fails where the pages go in a circle, instead of going on for ever", async () => {
    const { port, inputs } = naming("a", "b", "a");
    await expect(listPages(port, "ListVpcConnectors", {}, signal)).rejects.toMatchObject({
      errorClass: "malformed",
      operation: "ListVpcConnectors",
      requestId: "request-3",
    });
    expect(inputs).toHaveLength(3);
  });

  it("reads no page that nobody asks for", async () => {
    const { port, inputs } = naming("a", "b", undefined);
    for await (const _page of pagesOf(port, "ListVpcConnectors", {}, signal)) break;
    expect(inputs).toHaveLength(1);
  });
});
