import { describe, expect, it } from "vitest";
import { CacheWriter } from "./cache-writer.ts";
import type { WatchEvent } from "./client.ts";
import type { ObjectChange } from "./object-change.ts";
import { ObjectStore } from "./store.ts";
import { widget, type Widget } from "./testing/sample-objects.ts";

type Input = readonly Widget[] | WatchEvent<Widget>;

const added = (object: Widget): Input => ({ type: "ADDED", object });
const modified = (object: Widget): Input => ({ type: "MODIFIED", object });
const deleted = (object: Widget): Input => ({ type: "DELETED", object });

function tell(change: ObjectChange<Widget>): string {
  const { name, resourceVersion } = change.object.metadata;
  switch (change.type) {
    case "added":
      return `${change.initial ? "found" : "added"} ${name}@${resourceVersion}`;
    case "updated":
      return `updated ${name}@${change.old.metadata.resourceVersion}->${resourceVersion}`;
    case "deleted":
      return `deleted ${name}@${resourceVersion}`;
  }
}

describe("CacheWriter", () => {
  it.each<[string, readonly Input[], readonly string[]]>([
    ["tells what a first list holds", [[widget("a", "1"), widget("b", "2")]], ["found a@1", "found b@2"]],
    [
      "tells additions, changes and deletions after it",
      [[], added(widget("a", "1")), modified(widget("a", "2")), deleted(widget("a", "3"))],
      ["added a@1", "updated a@1->2", "deleted a@3"],
    ],
    [
      "tells nothing of frames that repeat what is known",
      [[widget("a", "1")], added(widget("a", "1")), deleted(widget("b", "2")), modified(widget("a", "1"))],
      ["found a@1"],
    ],
    [
      "tells a new UID under the same name as deletion and addition",
      [[widget("a", "1")], modified(widget("a", "2", { uid: "other" }))],
      ["found a@1", "deleted a@1", "added a@2"],
    ],
    [
      "tells the same of a new list, with what vanished meanwhile",
      [
        [widget("a", "1"), widget("b", "2"), widget("c", "3")],
        [widget("a", "1"), widget("b", "5", { uid: "other" }), widget("d", "6")],
      ],
      ["found a@1", "found b@2", "found c@3", "deleted b@2", "added b@5", "added d@6", "deleted c@3"],
    ],
    [
      "heeds no late deletion of a predecessor",
      [[widget("a", "5", { uid: "new" })], deleted(widget("a", "4", { uid: "old" }))],
      ["found a@5"],
    ],
    ["takes a change of something unknown as an addition", [[], modified(widget("a", "1"))], ["added a@1"]],
  ])("%s", (_name, inputs, expected) => {
    const told: string[] = [];
    const store = new ObjectStore<Widget>({}, () => undefined);
    const writer = new CacheWriter<Widget>(store, (change) => told.push(tell(change)));
    for (const input of inputs) {
      if ("type" in input) {
        if (input.type !== "BOOKMARK") writer.apply(input);
      } else {
        writer.replaceAll(input);
      }
    }
    expect(told).toEqual(expected);
  });

  it("removes on a new list only what it brought in itself", () => {
    const store = new ObjectStore<Widget>({}, () => undefined);
    const one = new CacheWriter<Widget>(store, () => undefined);
    const two = new CacheWriter<Widget>(store, () => undefined);
    one.replaceAll([widget("a", "1")]);
    two.replaceAll([widget("b", "2", { namespace: "other" })]);
    one.replaceAll([]);
    expect(store.list().map(({ metadata }) => metadata.name)).toEqual(["b"]);
  });
});
