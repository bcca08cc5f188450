import { describe, expect, it } from "vitest";
import type { Json } from "../../../base/json.ts";
import { parseApiRequest, type ApiRequest } from "./api-request.ts";
import { duplicateFields } from "./duplicate-fields.ts";
import { jsonPatch } from "./json-patch.ts";
import { isPlainStrategicPatch, mergePatch } from "./merge-patch.ts";
import { negotiate } from "./negotiate.ts";

describe("parseApiRequest reads", () => {
  it.each<readonly [request: string, parts: Partial<ApiRequest>]>([
    ["GET /api/v1/namespaces", { verb: "list", group: "", plural: "namespaces", namespace: undefined }],
    ["GET /api/v1/namespaces/a", { verb: "get", plural: "namespaces", name: "a", namespace: undefined }],
    ["PUT /api/v1/namespaces/a/finalize", { verb: "update", plural: "namespaces", name: "a", subresource: "finalize" }],
    ["GET /api/v1/namespaces/a/secrets/b", { verb: "get", plural: "secrets", namespace: "a", name: "b" }],
    ["DELETE /apis/e.com/v1/namespaces/a/widgets", { verb: "deletecollection", group: "e.com", plural: "widgets" }],
    ["PATCH /apis/e.com/v1/namespaces/a/widgets/b/status", { verb: "patch", name: "b", subresource: "status" }],
    ["GET /apis/e.com/v1/widgets?watch=true", { verb: "watch" }],
    ["GET /apis/e.com/v1/widgets?watch=false", { verb: "list" }],
    ["GET /apis/e.com/v1/widgets/", { verb: "list" }],
    ["POST /apis/e.com/v1/widgets?dryRun=All", { verb: "create", dryRun: true }],
    ["OPTIONS /apis/e.com/v1/widgets", { verb: "" }],
  ])("%s", (request, parts) => {
    const [method = "", path = ""] = request.split(" ");
    expect(parseApiRequest(method, new URL(path, "http://localhost"))).toMatchObject(parts);
  });

  it.each(["/apis/e.com/v1//widgets", "/healthz", "/version"])("nothing from %s", (path) => {
    expect(parseApiRequest("GET", new URL(path, "http://localhost"))).toBeUndefined();
  });
});

describe("duplicateFields finds", () => {
  it.each<readonly [text: string, paths: readonly string[]]>([
    ['{"a":1,"b":{"a":1}}', []],
    ['{"a":1,"a":2}', ["a"]],
    ['{"spec":{"x":[{"y":1,"y":2}]}}', ["spec.x[0].y"]],
    ['{"spec":{"x":[{"y":1},{"y":2}]}}', []],
    ['{"a":"{\\"b\\":1,\\"b\\":2}"}', []],
    ['{"a\\u0062":1,"ab":2}', ["ab"]],
  ])("in %s", (text, paths) => {
    expect(duplicateFields(text)).toEqual(paths);
  });
});

describe("mergePatch", () => {
  it.each<readonly [name: string, target: Json, patch: Json, result: Json]>([
    ["replaces and adds members", { a: 1 }, { a: 2, b: 3 }, { a: 2, b: 3 }],
    ["removes what is null", { a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
    ["replaces lists as a whole", { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ["makes objects of what was none", { a: 1 }, { a: { b: 2, c: null } }, { a: { b: 2 } }],
  ])("%s", (_name, target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});

describe("a strategic merge patch is a merge patch", () => {
  it.each<readonly [patch: Json, isPlain: boolean]>([
    [{ data: { a: "b" }, metadata: { annotations: { x: null } } }, true],
    [{ metadata: { finalizers: ["a"] } }, true],
    [{ data: { $patch: "replace" } }, false],
    [{ secrets: [{ name: "a" }] }, false],
  ])("%j: %s", (patch, isPlain) => {
    expect(isPlainStrategicPatch(patch)).toBe(isPlain);
  });
});

describe("jsonPatch", () => {
  it("applies operations in their order and leaves its target alone", () => {
    const target = { a: [1], b: { c: 1 } };
    const patch: Json = [
      { op: "test", path: "/b/c", value: 1 },
      { op: "add", path: "/a/-", value: 2 },
      { op: "replace", path: "/b/c", value: 3 },
      { op: "move", from: "/b", path: "/d" },
    ];
    expect(jsonPatch(target, patch)).toEqual({ a: [1, 2], d: { c: 3 } });
    expect(target).toEqual({ a: [1], b: { c: 1 } });
  });

  it.each<readonly [name: string, patch: Json, code: number]>([
    ["a test that fails", [{ op: "test", path: "/a", value: 2 }], 422],
    ["a member that is not there", [{ op: "remove", path: "/x" }], 422],
    ["an unknown operation", [{ op: "turn", path: "/a" }], 422],
    ["what is no list", { op: "remove", path: "/a" }, 400],
    ["too many operations", Array.from({ length: 10_001 }, () => ({ op: "test", path: "/a", value: 1 })), 413],
  ])("refuses %s", (_name, patch, code) => {
    expect(() => jsonPatch({ a: 1 }, patch)).toThrow(expect.objectContaining({ code }));
  });
});

describe("negotiate", () => {
  it.each<readonly [accept: string, form: string, encoding: string]>([
    ["application/json", "object", "json"],
    ["*/*", "object", "json"],
    ["application/vnd.kubernetes.protobuf,application/json", "object", "json"],
    ["application/yaml", "object", "yaml"],
    ["application/json;as=Table;v=v1;g=meta.k8s.io,application/json", "table", "json"],
    ["application/json;as=Table;v=v9;g=meta.k8s.io,application/json", "object", "json"],
    ["application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io", "metadata", "json"],
  ])("answers %s", (accept, form, encoding) => {
    expect(negotiate(accept)).toMatchObject({ form, encoding });
  });

  it("refuses what it cannot answer with", () => {
    expect(() => negotiate("text/html")).toThrow("only the following media types are accepted");
  });
});
