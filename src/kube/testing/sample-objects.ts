import type { JsonObject } from "../../base/json.ts";
import type { KubeObject, ResourceType } from "../client.ts";

/** A namespaced type for tests. */
export const widgets: ResourceType = {
  group: "example.test",
  version: "v1",
  plural: "widgets",
  kind: "Widget",
  namespaced: true,
};

export interface Widget extends KubeObject {
  readonly spec?: JsonObject;
  readonly status?: JsonObject;
}

/** A widget as the server would return it. */
export function widget(name: string, resourceVersion: string, more: Partial<Widget["metadata"]> = {}): Widget {
  return {
    apiVersion: "example.test/v1",
    kind: "Widget",
    metadata: { namespace: "default", name, uid: `uid-of-${name}`, resourceVersion, ...more },
  };
}
