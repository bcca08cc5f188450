import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { answerProblems } from "./answer-problems.ts";
import type { ApiModel } from "./api-model.ts";

const model: ApiModel = {
  operations: {},
  shapes: {
    Answer: {
      type: "structure",
      required: ["Name"],
      members: {
        Name: { shape: "Name" },
        Status: { shape: "Status" },
        Count: { shape: "Count" },
        On: { shape: "On" },
        At: { shape: "At" },
        Tags: { shape: "Tags" },
        Names: { shape: "Names" },
      },
    },
    Name: { type: "string", min: 2, max: 4, pattern: "[a-z]+" },
    Status: { type: "string", enum: ["ACTIVE", "INACTIVE"] },
    Count: { type: "integer" },
    On: { type: "boolean" },
    At: { type: "timestamp" },
    Tags: { type: "map", key: { shape: "Name" }, value: { shape: "Name" } },
    Names: { type: "list", member: { shape: "Name" } },
  },
};

function problemsOf(answer: Json): { readonly problems: readonly string[]; readonly deviations: readonly string[] } {
  const deviations: string[] = [];
  const lower = { seen: "here", isLive: (value: string) => value === "active" };
  const rules = { model, deviations: { Status: lower }, onDeviation: (name: string) => void deviations.push(name) };
  return { problems: answerProblems(rules, "Answer", answer), deviations };
}

const whole = { Name: "abc", Status: "ACTIVE", Count: 1, On: true, At: 1.5, Tags: { ab: "cd" }, Names: ["ab"] };

describe("answerProblems", () => {
  it("finds nothing in an answer that is as the model says", () => {
    expect(problemsOf(whole)).toEqual({ problems: [], deviations: [] });
    expect(problemsOf({ Name: "abc" })).toEqual({ problems: [], deviations: [] });
  });

  it("tells which deviations of AWS's own an answer has", () => {
    expect(problemsOf({ ...whole, Status: "active" })).toEqual({ problems: [], deviations: ["Status"] });
  });

  it.each<{ title: string; answer: Json; problem: string }>([
    { title: "an unknown member", answer: { ...whole, Other: 1 }, problem: ".Other is no member" },
    { title: "a required member's absence", answer: {}, problem: ".Name is required, and absent" },
    { title: "a member that is null", answer: { ...whole, On: null }, problem: ".On is not of the type boolean" },
    { title: "a fraction", answer: { ...whole, Count: 0.5 }, problem: ".Count is not a whole number" },
    { title: "a time as text", answer: { ...whole, At: "2026" }, problem: ".At is not of the type timestamp" },
    { title: "a map's value", answer: { ...whole, Tags: { ab: 1 } }, problem: ".Tags.ab is not of the type string" },
    {
      title: "a list's member",
      answer: { ...whole, Names: ["ab", {}] },
      problem: ".Names[1] is not of the type string",
    },
    {
      title: "another case",
      answer: { ...whole, Status: "inactive" },
      problem: ".Status is inactive: Member must satisfy enum value set: [ACTIVE, INACTIVE]",
    },
    {
      title: "too long a text",
      answer: { ...whole, Name: "abcde" },
      problem: ".Name is abcde: Member must have length less than or equal to 4",
    },
    {
      title: "a text of another pattern",
      answer: { ...whole, Name: "AB" },
      problem: ".Name is AB: Member must satisfy regular expression pattern: [a-z]+",
    },
    { title: "a list for an object", answer: [], problem: " is not of the type structure" },
  ])("finds $title", ({ answer, problem }) => {
    expect(problemsOf(answer).problems).toEqual([problem]);
  });
});
