import { describe, expect, it } from "vitest";
import { untarEntry } from "./untar-entry.ts";

function tar(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(content.length.toString(8).padStart(11, "0"), 124);
    const data = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    data.write(content, 0);
    return [header, data];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

describe("untarEntry", () => {
  const archive = tar({ "package/a": "first", "package/empty": "", "package/b": "x".repeat(600) });

  it.each([
    ["package/a", "first"],
    ["package/empty", ""],
    ["package/b", "x".repeat(600)],
  ])("reads %s", (name, content) => {
    expect(untarEntry(archive, name).toString()).toBe(content);
  });

  it("says when there is no such file", () => {
    expect(() => untarEntry(archive, "package/c")).toThrow("the tar archive has no file package/c");
  });

  it("says when the archive is cut off", () => {
    expect(() => untarEntry(archive.subarray(0, 2100), "package/b")).toThrow("the tar archive ends within package/b");
  });
});
