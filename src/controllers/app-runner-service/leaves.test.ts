import { describe, expect, it } from "vitest";
import { fieldTable } from "../../api/app-runner-service.ts";
import { leaves } from "./leaves.ts";

const byPath = new Map(leaves.map((leaf) => [leaf.path, leaf]));
/** What is about the object or the name, or has calls of its own. */
const noSettings = ["serviceName", "tags", "region"];

describe("the settings of a service", () => {
  it.each(fieldTable.filter(({ mutability, path }) => mutability !== "operator" && !noSettings.includes(path)))(
    "hold $path, as sensitive as its field is",
    ({ path, sensitive }) => {
      expect(byPath.get(path)?.sensitive).toBe(sensitive);
    },
  );

  it.each(fieldTable.filter(({ mutability, path }) => mutability === "operator" || noSettings.includes(path)))(
    "do not hold $path",
    ({ path }) => {
      expect(byPath.has(path)).toBe(false);
    },
  );

  it.each(["sourceConfiguration.imageRepository.imageRepositoryType", "encryptionConfiguration.kmsKey"])(
    "have no call that changes %s",
    (path) => {
      expect(byPath.get(path)?.block).toBeUndefined();
    },
  );

  it("are carried by UpdateService otherwise", () => {
    const immutable = fieldTable.filter(({ mutability }) => mutability === "immutable").map(({ path }) => path);
    const lost = leaves.filter(({ path, block }) => block === undefined && !immutable.includes(path));
    expect(lost).toEqual([]);
  });
});
