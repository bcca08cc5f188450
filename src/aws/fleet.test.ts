import { describe, expect, it } from "vitest";
import { fleetChanges, fleetOf } from "./fleet.ts";

const summary = (name: string, status: string, id = name) => ({
  ServiceArn: `arn:${id}`,
  ServiceName: name,
  Status: status as "RUNNING",
});
const service = (name: string, status: string) => ({ arn: `arn:${name}`, name, status });

describe("a fleet", () => {
  it("finds services by ARN and by name", () => {
    const fleet = fleetOf([
      summary("web", "RUNNING"),
      summary("api", "PAUSED"),
      summary("web", "CREATE_FAILED", "web2"),
    ]);
    expect(fleet.byArn.get("arn:api")).toEqual(service("api", "PAUSED"));
    expect(fleet.byName.get("web")?.map((one) => one.arn)).toEqual(["arn:web", "arn:web2"]);
    expect(fleet.byName.get("nobody")).toBeUndefined();
  });

  it("shows a service that two pages list once, as the later page has it", () => {
    const fleet = fleetOf([summary("web", "RUNNING"), summary("web", "OPERATION_IN_PROGRESS")]);
    expect([...fleet.byArn.values()]).toEqual([service("web", "OPERATION_IN_PROGRESS")]);
  });

  it("lacks deleted services", () => {
    expect(fleetOf([summary("web", "DELETED")])).toEqual({ byArn: new Map(), byName: new Map() });
  });
});

describe("the changes from one fleet to the next", () => {
  it.each([
    { what: "nothing", before: ["RUNNING"], after: ["RUNNING"], changes: [] },
    {
      what: "another status",
      before: ["RUNNING"],
      after: ["OPERATION_IN_PROGRESS"],
      changes: [["RUNNING", "OPERATION_IN_PROGRESS"]],
    },
    { what: "a service that appeared", before: [], after: ["RUNNING"], changes: [[undefined, "RUNNING"]] },
    { what: "a service that disappeared", before: ["PAUSED"], after: [], changes: [["PAUSED", undefined]] },
  ])("are $what", ({ before, after, changes }) => {
    const fleet = (statuses: readonly string[]) => fleetOf(statuses.map((status) => summary("web", status)));
    const found = fleetChanges(fleet(before), fleet(after));
    expect(found.map((change) => [change.before?.status, change.after?.status])).toEqual(changes);
    expect(found.every((change) => change.arn === "arn:web")).toBe(true);
  });
});
