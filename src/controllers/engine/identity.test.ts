import { describe, expect, it } from "vitest";
import { identityAnnotation } from "./annotations.ts";
import { identityOf, storedIdentity } from "./identity.ts";
import type { ManagedResource } from "./managed-resource.ts";
import { managed } from "./testing/managed.ts";

const status = { arn: "arn", account: "111122223333", region: "eu-west-1", serviceName: "orders" };

describe("the identity under which an object was first seen", () => {
  it.each<{ title: string; resource: ManagedResource; expected: string | undefined }>([
    { title: "is unknown of a new object", resource: managed(), expected: undefined },
    {
      title: "stands in the annotation",
      resource: managed({ annotations: { [identityAnnotation]: "a/b/c" } }),
      expected: "a/b/c",
    },
    {
      title: "stands in the annotation before the status",
      resource: managed({ annotations: { [identityAnnotation]: "a/b/c" } }, status),
      expected: "a/b/c",
    },
    {
      title: "is put together from the status where the annotation was dropped",
      resource: managed({}, status),
      expected: "111122223333/eu-west-1/orders",
    },
    {
      title: "is unknown while the status names no resource",
      resource: managed({}, { ...status, arn: undefined }),
      expected: undefined,
    },
    {
      title: "is unknown while the status names no account",
      resource: managed({}, { ...status, account: undefined }),
      expected: undefined,
    },
  ])("$title", ({ resource, expected }) => {
    expect(storedIdentity(resource, resource.status?.serviceName)).toBe(expected);
  });

  it("is written as it is compared", () => {
    expect(identityOf(status, "orders")).toBe(storedIdentity(managed({}, status), "orders"));
  });
});
