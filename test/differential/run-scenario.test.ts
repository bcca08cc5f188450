import { describe, expect, it } from "vitest";
import { serverOf } from "./compared-server.ts";
import { runScenario } from "./run-scenario.ts";
import type { Step } from "./scenario.ts";
import { get, post, watch } from "./steps.ts";
import { withPlantedDefect } from "./with-planted-defect.ts";

/** Answers with what it was asked, and counts its answers. */
function echo() {
  let answers = 0;
  return serverOf({
    name: "echo",
    token: "secret",
    handle: async (request) => {
      const { pathname, search, searchParams } = new URL(request.url);
      if (pathname === "/api/v1/namespaces") return new Response("{}", { status: 201 });
      if (pathname === "/text") return new Response("ok", { headers: { "content-type": "text/plain" } });
      if (searchParams.has("watch")) return new Response(`{"n":1}\n{"n":2}\n{"n":3}\n`);
      answers += 1;
      return Response.json(
        {
          metadata: { name: `made-${answers}`, generation: 2 },
          asked: [request.method, pathname + search, request.headers.get("content-type"), await request.text()],
          answers,
        },
        { status: 200, headers: { warning: "299 - odd", date: "today" } },
      );
    },
  });
}

const answersTo = async (...steps: readonly Step[]) =>
  (await runScenario(echo(), { name: "tried", steps })).map(({ answer }) => answer);

describe("runScenario", () => {
  it("tells status, headers that clients act upon, and body", async () => {
    expect(await answersTo(get("text", "/text"))).toEqual([
      { status: 200, headers: { "content-type": "text/plain" }, body: "ok" },
    ]);
  });

  it("puts the namespace and captured values into later steps, and names them in answers", async () => {
    const [, second] = await answersTo(
      get("first", "/a", { capture: { made: "/metadata/name" } }),
      post("second", "/b/{{ns}}/{{made}}", { name: "{{made}}" }),
    );
    expect(second).toMatchObject({
      headers: { warning: "299 - odd" },
      body: { asked: ["POST", "/b/tried/{{made}}", "application/json", `{"name":"{{made}}"}`] },
    });
  });

  it("repeats a step until its answer passes, and tells the last one", async () => {
    const until: Step["until"] = (body) => JSON.stringify(body).includes(`"answers":3`);
    expect(await answersTo(get("third", "/a", { until }))).toMatchObject([{ body: { answers: 3 } }]);
  });

  it("narrows a body as told", async () => {
    const pick: Step["pick"] = () => "narrow";
    expect(await answersTo(get("picked", "/a", { pick }))).toMatchObject([{ body: "narrow" }]);
  });

  it.each([
    [2, [{ n: 1 }, { n: 2 }]],
    ["all" as const, [{ n: 1 }, { n: 2 }, { n: 3 }]],
  ])("reads %s frames of a watch", async (count, frames) => {
    expect(await answersTo(watch("watched", "/a", count))).toMatchObject([{ body: frames }]);
  });

  it("tells the server and the step when there is nothing to capture", async () => {
    const steps = [get("bare", "/a", { capture: { uid: "/metadata/uid" } })];
    await expect(runScenario(echo(), { name: "tried", steps })).rejects.toThrow(
      "echo: tried: bare: Error: nothing to capture at /metadata/uid",
    );
  });

  it("takes the failure for the answer where that is wanted, and goes on", async () => {
    const steps = [get("bare", "/a", { capture: { uid: "/metadata/uid" } }), get("next", "/text")];
    expect(await runScenario(echo(), { name: "tried", steps }, "answer")).toMatchObject([
      {
        step: "tried: bare",
        answer: { failed: expect.stringContaining("nothing to capture at /metadata/uid") as string },
      },
      { step: "tried: next", answer: { body: "ok" } },
    ]);
  });

  it("shows a planted defect", async () => {
    const [answer] = await runScenario(withPlantedDefect(echo()), { name: "tried", steps: [get("any", "/a")] });
    expect(answer?.answer).toMatchObject({ body: { metadata: { generation: 1 } } });
  });
});
