import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";
import { judgeSamples } from "../api/judge-samples.ts";
import { valueAt } from "../differential/json-pointer.ts";
import { jsonCaller, type JsonCaller } from "../tools/call-json.ts";
import { startKubeApiServer, type RunningKubeApiServer } from "../tools/start-kube-api-server.ts";
import { started } from "../tools/started.ts";

const folder = join(import.meta.dirname, "../../crds");
const files = (await readdir(folder)).filter((file) => file.endsWith(".yaml"));

async function definitionIn(file: string): Promise<JsonObject> {
  return load(await readFile(join(folder, file), "utf8")) as JsonObject;
}

describe("the custom resource definitions", () => {
  let server: RunningKubeApiServer | undefined;
  let client: JsonCaller | undefined;
  beforeAll(async () => {
    server = await startKubeApiServer();
    client = jsonCaller(server);
  });
  afterAll(async () => {
    await client?.close();
    await server?.stop();
  });

  it("are there", () => {
    expect(files).toContain("apprunner-operator.dev_apprunnerservices.yaml");
  });

  describe.each(files)("%s", (file) => {
    it("is accepted by server-side apply under strict validation, without a warning", async () => {
      const definition = await definitionIn(file);
      const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${String(valueAt(definition, "/metadata/name"))}`;
      const applied = await started(client).call(
        "PATCH",
        `${path}?fieldManager=cluster-suite&fieldValidation=Strict`,
        definition,
        "application/apply-patch+yaml",
      );
      expect(applied.status, JSON.stringify(applied.body)).toBe(201);
      expect(applied.warning).toBeNull();

      const conditions = async (): Promise<Readonly<Record<string, Json>>> =>
        statusesByType(valueAt((await started(client).call("GET", path)).body, "/status/conditions"));
      await expect.poll(conditions, { timeout: 120_000 }).toMatchObject({ Established: "True", NamesAccepted: "True" });
      // The server says here, and nowhere else, what makes a schema unfit for pruning and publishing.
      expect(await conditions()).not.toHaveProperty("NonStructuralSchema");
    });
  });

  it("accept and refuse every sample as told", async () => {
    await started(client).call("POST", "/api/v1/namespaces", {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "samples" },
    });
    const call = (method: string, path: string, body?: JsonObject) => started(client).call(method, path, body);
    const { judged, mismatches } = await judgeSamples(call, "samples");
    console.log(`samples judged by kube-apiserver: ${judged}`);
    expect(mismatches).toEqual([]);
    expect(judged).toBeGreaterThan(0);
  });
});

function statusesByType(conditions: Json | undefined): Readonly<Record<string, Json>> {
  if (!Array.isArray(conditions)) return {};
  return Object.fromEntries(
    (conditions as readonly Json[]).filter(isJsonObject).map(({ type, status }) => [String(type), status ?? null]),
  );
}
