import { describe, expect, it } from "vitest";
import { TestClient } from "./test-client.ts";

const tag = (Key: string, Value: string) => ({ Key, Value });

describe("tags of a service", () => {
  it("are those given at its creation", async () => {
    const client = new TestClient();
    const arn = await client.create({ Tags: [tag("team", "shop"), { Key: "empty" }] });
    expect((await client.ok("ListTagsForResource", { ResourceArn: arn })).Tags).toEqual([
      tag("team", "shop"),
      tag("empty", ""),
    ]);
  });

  it("are added, changed and removed one by one, and need no operation", async () => {
    const client = new TestClient();
    const arn = await client.created({ Tags: [tag("team", "shop"), tag("stage", "test")] });
    await client.ok("TagResource", { ResourceArn: arn, Tags: [tag("stage", "live"), tag("tier", "1")] });
    await client.ok("UntagResource", { ResourceArn: arn, TagKeys: ["team", "never-there"] });
    expect((await client.ok("ListTagsForResource", { ResourceArn: arn })).Tags).toEqual([
      tag("stage", "live"),
      tag("tier", "1"),
    ]);
    expect(await client.operations(arn)).toHaveLength(1);
    expect(await client.status(arn)).toBe("RUNNING");
  });

  it("are 50 at most", async () => {
    const client = new TestClient();
    const Tags = Array.from({ length: 50 }, (_, index) => tag(`k${index}`, ""));
    const arn = await client.create({ Tags });
    await client.ok("TagResource", { ResourceArn: arn, Tags: [tag("k0", "changed")] });
    expect(await client.refused("TagResource", { ResourceArn: arn, Tags: [tag("one-more", "")] })).toBe(
      "InvalidRequestException: A resource can have at most 50 tags.",
    );
    expect((await client.ok("ListTagsForResource", { ResourceArn: arn })).Tags).toHaveLength(50);
  });

  it("can be seen but not touched when AWS made them", async () => {
    const client = new TestClient();
    const arn = client.admin.seed({
      ServiceName: "by-stack",
      SourceConfiguration: {
        ImageRepository: { ImageIdentifier: "public.ecr.aws/x/y:1", ImageRepositoryType: "ECR_PUBLIC" },
      },
      Tags: [tag("aws:cloudformation:stack-name", "shop")],
    });
    expect((await client.ok("ListTagsForResource", { ResourceArn: arn })).Tags).toEqual([
      tag("aws:cloudformation:stack-name", "shop"),
    ]);
    const key = "aws:cloudformation:stack-name";
    expect(await client.refused("TagResource", { ResourceArn: arn, Tags: [tag(key, "mine")] })).toContain(
      "'tags.1.member.key' failed to satisfy constraint",
    );
    expect(await client.refused("UntagResource", { ResourceArn: arn, TagKeys: [key] })).toContain(
      "'tagKeys.1.member' failed to satisfy constraint",
    );
  });

  it.each(["TagResource", "UntagResource", "ListTagsForResource"])("%s knows no other resource", async (operation) => {
    const arn = "arn:aws:apprunner:us-east-1:111122223333:service/demo/0123456789abcdef0123456789abcdef";
    expect(await new TestClient().refused(operation, { ResourceArn: arn, Tags: [], TagKeys: [] })).toBe(
      `ResourceNotFoundException: Service with the provided ARN doesn't exist. ARN: ${arn}`,
    );
  });
});
