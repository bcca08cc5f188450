import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { judgeSamples, type ApiCall } from "../api/judge-samples.ts";
import { embeddedServer } from "../differential/embedded-server.ts";

const folder = join(import.meta.dirname, "../../crds");

it("the embedded API accepts and refuses every sample of the operator's own CRDs as told", async () => {
  const server = embeddedServer();
  const call: ApiCall = async (method, path, body) => {
    const answer = await server.send({
      method,
      path,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    return { status: answer.status, body: JSON.parse(await answer.text()) as JsonObject };
  };
  const made = async (path: string, object: JsonObject): Promise<void> => {
    expect((await call("POST", `${path}?fieldValidation=Strict`, object)).status).toBe(201);
  };
  for (const file of await readdir(folder)) {
    const definition = load(await readFile(join(folder, file), "utf8")) as JsonObject;
    await made("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition);
  }
  await made("/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "samples" } });

  const { judged, mismatches } = await judgeSamples(call, "samples");
  console.log(`samples judged by the embedded API: ${judged}`);
  expect(mismatches).toEqual([]);
  expect(judged).toBeGreaterThan(0);
});
