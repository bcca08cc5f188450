import { describe, expect, it } from "vitest";
import { fieldTable } from "../app-runner-service/field-table.ts";
import { appRunnerServiceDefinition } from "../app-runner-service/kind-definition.ts";
import { referencePage } from "./reference-page.ts";

const page = referencePage(appRunnerServiceDefinition);
const sections = new Map(
  page.split(/^##+ /m).map((section) => [section.slice(0, section.indexOf("\n")), section] as const),
);

/** The row of a field, cells apart. */
function rowOf(path: string): string[] | undefined {
  const steps = `spec.${path}`.split(".");
  const section = sections.get(steps.slice(0, -1).join("."));
  const row = section?.split("\n").find((line) => line.startsWith(`| \`${steps.at(-1)}\``));
  return row?.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

describe("the reference of AppRunnerService", () => {
  it.each(fieldTable.filter(({ path }) => path !== "tags"))(
    "says what an edit of $path does",
    ({ path, mutability }) => {
      const edit = {
        "in place": "in place",
        "new revision": "new revision",
        replaced: "replaced",
        immutable: "refused",
        operator: "operator only",
      }[mutability];
      expect(rowOf(path)?.[3]).toBe(edit);
    },
  );

  it("links only to sections that it has", () => {
    const anchors = [...sections.keys()].map((title) => title.toLowerCase().replaceAll(/[^a-z0-9-]/g, ""));
    const links = [...page.matchAll(/\]\(#(?<anchor>[^)]*)\)/g)].map((match) => match.groups?.["anchor"]);
    expect(links.length).toBeGreaterThan(15);
    expect(links.filter((anchor) => anchor === undefined || !anchors.includes(anchor))).toEqual([]);
  });

  it("marks required fields, defaults and sensitive values", () => {
    expect(page).toContain("| `imageIdentifier` (required) |");
    expect(rowOf("healthCheckConfiguration.interval")?.[4]).toBe("`5`");
    expect(rowOf("sourceConfiguration.imageRepository.imageConfiguration.startCommand")?.[5]).toContain("Sensitive");
  });

  it("keeps a row of a table in one line with as many cells as its head", () => {
    const cells = page
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split(/(?<!\\)\|/).length - 2);
    expect(cells.filter((count) => ![5, 3].includes(count))).toEqual([]);
  });
});
