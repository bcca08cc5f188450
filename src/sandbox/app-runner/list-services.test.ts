import { describe, expect, it } from "vitest";
import { TestClient, minuteMs, publicImage } from "./test-client.ts";

async function create(client: TestClient, ...names: readonly string[]): Promise<readonly string[]> {
  const arns: string[] = [];
  for (const name of names) {
    arns.push(await client.create(publicImage("1", name)));
    await client.clock.advance(1_000);
  }
  return arns;
}

/** The names on each page, paged to the end. */
async function pages(client: TestClient, MaxResults?: number): Promise<readonly (readonly string[])[]> {
  const found: string[][] = [];
  let NextToken: string | undefined;
  do {
    const answer = await client.ok("ListServices", {
      ...(MaxResults === undefined ? {} : { MaxResults }),
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    found.push((answer.ServiceSummaryList ?? []).map(({ ServiceName }) => ServiceName));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return found;
}

describe("ListServices", () => {
  it("is empty at first", async () => {
    const { text } = await new TestClient().call("ListServices");
    expect(text).toBe('{"ServiceSummaryList":[]}');
  });

  it("shows the newest first, in whole pages without a token at the end", async () => {
    const client = new TestClient();
    await create(client, "demo-1", "demo-2", "demo-3", "demo-4");
    expect(await pages(client)).toEqual([["demo-4", "demo-3", "demo-2", "demo-1"]]);
    expect(await pages(client, 2)).toEqual([
      ["demo-4", "demo-3"],
      ["demo-2", "demo-1"],
    ]);
    expect(await pages(client, 3)).toEqual([["demo-4", "demo-3", "demo-2"], ["demo-1"]]);
  });

  it("shows the newest first also among services of the same instant", async () => {
    const client = new TestClient();
    for (const name of ["demo-1", "demo-2", "demo-3"]) await client.create(publicImage("1", name));
    expect(await pages(client, 1)).toEqual([["demo-3"], ["demo-2"], ["demo-1"]]);
  });

  it("has 20 on a page when nothing is said", async () => {
    const client = new TestClient();
    await create(client, ...Array.from({ length: 21 }, (_, index) => `demo-${index}`));
    expect((await pages(client)).map((page) => page.length)).toEqual([20, 1]);
  });

  it("gives short and empty pages, since deleted services are taken out after the page is cut", async () => {
    const client = new TestClient();
    const [, , , fourth, fifth] = await create(client, "demo-1", "demo-2", "demo-3", "demo-4", "demo-5");
    await client.clock.advance(10 * minuteMs);
    for (const arn of [fourth, fifth]) await client.ok("DeleteService", { ServiceArn: arn ?? "" });
    await client.clock.advance(3 * minuteMs);
    expect(await pages(client, 2)).toEqual([[], ["demo-3", "demo-2"], ["demo-1"]]);
    expect(await pages(client, 3)).toEqual([["demo-3"], ["demo-2", "demo-1"]]);
  });

  it("keeps the slots of services that are not even described any more", async () => {
    const client = new TestClient();
    await create(client, "demo-1");
    client.admin.addDeletedRows(45);
    expect((await pages(client)).map((page) => page.length)).toEqual([0, 0, 1]);
  });

  it("shows services that failed to be created and paused ones", async () => {
    const client = new TestClient();
    await client.created(publicImage("fail-start", "failed"));
    await client.ok("PauseService", { ServiceArn: await client.created(publicImage("1", "paused")) });
    await client.clock.advance(2 * minuteMs);
    expect((await client.ok("ListServices")).ServiceSummaryList).toMatchObject([
      { ServiceName: "paused", Status: "PAUSED" },
      { ServiceName: "failed", Status: "CREATE_FAILED" },
    ]);
  });

  it("goes on where it was when services are created between two pages", async () => {
    const client = new TestClient();
    await create(client, "demo-1", "demo-2", "demo-3");
    const { NextToken } = await client.ok("ListServices", { MaxResults: 2 });
    await create(client, "demo-4");
    const { ServiceSummaryList } = await client.ok("ListServices", { MaxResults: 2, NextToken: NextToken ?? "" });
    expect(ServiceSummaryList).toMatchObject([{ ServiceName: "demo-1" }]);
  });

  it("has a token that is base64 of the last row's key", async () => {
    const client = new TestClient();
    await create(client, "demo-1", "demo-2");
    const { NextToken = "" } = await client.ok("ListServices", { MaxResults: 1 });
    expect(JSON.parse(Buffer.from(NextToken, "base64").toString())).toEqual({
      CustomerAccountId: "111122223333",
      CreatedAt: expect.any(Number),
      HashKey: expect.stringMatching(/^111122223333#[0-9a-f]{32}$/),
    });
  });

  it.each(["nonsense", Buffer.from("[1]").toString("base64"), Buffer.from('{"HashKey":"x"}').toString("base64")])(
    "refuses the token %s",
    async (NextToken) => {
      expect(await new TestClient().refused("ListServices", { NextToken })).toBe(
        "InvalidRequestException: The NextToken you specified isn't valid.",
      );
    },
  );

  it.each([0, 21])("refuses %i as the size of a page", async (MaxResults) => {
    expect(await new TestClient().refused("ListServices", { MaxResults })).toMatch(
      /^InvalidRequestException: 1 validation error detected: Value '\d+' at 'maxResults' failed to satisfy constraint: Member must have value /,
    );
  });
});
