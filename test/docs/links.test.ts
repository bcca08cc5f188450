import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const pages = (await readdir(path.join(root, "docs"), { recursive: true }))
  .filter((file) => file.endsWith(".md"))
  .map((file) => `docs/${file.replaceAll(path.sep, "/")}`);
const texts = new Map(
  await Promise.all(pages.map(async (page) => [page, await readFile(path.join(root, page), "utf8")] as const)),
);

/** Where a page can be linked to: its headings, as GitHub names them, and its anchors. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)]);
}

/** The links of a page within the documentation. */
function linksOf(page: string, text: string): readonly { readonly file: string; readonly anchor: string }[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, "").replaceAll(/`[^`\n]*`/g, "code");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [file = "", anchor = ""] = link.split("#");
      return { file: file === "" ? page : path.posix.join(path.posix.dirname(page), file), anchor };
    });
}

describe("the documentation", () => {
  it.each(pages)("%s links to nothing that is not there", async (page) => {
    const broken: string[] = [];
    for (const { file, anchor } of linksOf(page, texts.get(page) ?? "")) {
      const text = texts.get(file) ?? (await readFile(path.join(root, file), "utf8").catch(() => undefined));
      if (text === undefined || (anchor !== "" && !anchorsOf(text).has(anchor))) broken.push(`${file}#${anchor}`);
    }
    expect(broken).toEqual([]);
  });

  it("would notice a link to a heading that does not exist", () => {
    const [link] = linksOf("docs/a.md", "[x](b.md#no-such-heading)");
    expect(link).toEqual({ file: "docs/b.md", anchor: "no-such-heading" });
    expect(anchorsOf("# Such a heading\n").has("no-such-heading")).toBe(false);
  });
});
