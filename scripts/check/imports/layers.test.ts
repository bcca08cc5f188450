import { describe, expect, it } from "vitest";
import { layerFindings } from "./layers.ts";
import { parseSourceFile } from "./source-file.ts";

function messagesOf(file: string, specifier: string, how = "import"): readonly string[] {
  return layerFindings(parseSourceFile(file, `${how} { x } from "${specifier}";`)).map(({ message }) => message);
}

describe("layerFindings", () => {
  it.each([
    ["src/cli/run.ts", "../sandbox/start.ts"],
    ["src/controllers/engine/pass.ts", "../../kube/client.ts"],
    ["src/sandbox/app-runner/serve.ts", "../../base/clock.ts"],
    ["src/sandbox/app-runner/serve.ts", "../kube-api/serve.ts"],
    ["src/aws/adapter.ts", "@aws-sdk/client-apprunner"],
    ["src/sandbox/serve.test.ts", "@aws-sdk/client-apprunner"],
    ["src/kube/transport.ts", "node:http2"],
    ["test/integration/run.test.ts", "../../src/kube/client.ts"],
  ])("lets %s import %s", (file, specifier) => {
    expect(messagesOf(file, specifier)).toEqual([]);
  });

  it.each([
    ["src/sandbox/serve.ts", "../api/schema.ts"],
    ["src/kube/client.ts", "../aws/port.ts"],
    ["src/aws/port.ts", "../kube/client.ts"],
    ["src/base/hash.ts", "../kube/client.ts"],
    ["src/base/hash.ts", "hash-package"],
    ["src/controllers/pass.ts", "../telemetry/logger.ts"],
    ["src/kube/client.ts", "../../test/fake.ts"],
    ["src/kube/client.ts", "@aws-sdk/client-apprunner"],
    ["src/elsewhere/file.ts", "../base/clock.ts"],
  ])("does not let %s import %s", (file, specifier) => {
    expect(messagesOf(file, specifier)).toHaveLength(1);
  });

  it("counts types for the order of the layers, but not for the place of a package", () => {
    expect(messagesOf("src/kube/client.ts", "../aws/port.ts", "import type")).toHaveLength(1);
    expect(messagesOf("src/kube/client.ts", "@aws-sdk/client-apprunner", "import type")).toEqual([]);
  });

  it("sees re-exports, dynamic imports and imported types", () => {
    const text = 'export { a } from "../aws/a.ts"; import("../aws/b.ts"); let c: import("../aws/c.ts").C;';
    expect(layerFindings(parseSourceFile("src/kube/client.ts", text))).toHaveLength(3);
  });
});
