import { describe, expect, it } from "vitest";
import { parseSourceFile } from "./source-file.ts";
import { twoWayFolderFindings } from "./two-way-folders.ts";

function findingsOf(imports: readonly (readonly [file: string, specifier: string])[]): readonly string[] {
  const sources = imports.map(([file, specifier]) => parseSourceFile(file, `import "${specifier}";`));
  return twoWayFolderFindings(sources).map(({ message }) => message);
}

describe("twoWayFolderFindings", () => {
  it("reports two folders that import each other, once from each side", () => {
    expect(
      findingsOf([
        ["src/a/one.ts", "../b/two.ts"],
        ["src/b/three.ts", "../a/four.ts"],
      ]),
    ).toEqual([
      "src/a imports src/b, which imports it back (src/b/three.ts:1)",
      "src/b imports src/a, which imports it back (src/a/one.ts:1)",
    ]);
  });

  it("sees it however deep the files are", () => {
    expect(
      findingsOf([
        ["src/a/x/one.ts", "../../b/y/z/two.ts"],
        ["src/b/three.ts", "../a/four.ts"],
      ]),
    ).toHaveLength(2);
  });

  it("lets a folder and the files beside it use each other", () => {
    expect(
      findingsOf([
        ["src/a/client.ts", "./transport/send.ts"],
        ["src/a/transport/send.ts", "../error.ts"],
      ]),
    ).toEqual([]);
  });
});
