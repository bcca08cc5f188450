import { describe, expect, it } from "vitest";
import type { Json } from "../../base/json.ts";
import {
  normaliseCpu,
  normaliseMemory,
  normalisePort,
  normaliseUpperCase,
  revisionSatisfies,
  secretsSatisfy,
} from "./normalise-value.ts";

const place = { account: "111122223333", region: "eu-west-1" };

describe("the form in which App Runner reads a value back", () => {
  it.each<{ title: string; normalise: (value: Json) => Json; value: Json; expected: Json }>([
    { title: "vCPUs become units", normalise: normaliseCpu, value: "1 vCPU", expected: "1024" },
    { title: "parts of a vCPU become units", normalise: normaliseCpu, value: "0.25 vCPU", expected: "256" },
    { title: "units of CPU stay", normalise: normaliseCpu, value: "512", expected: "512" },
    { title: "gigabytes become megabytes", normalise: normaliseMemory, value: "3 GB", expected: "3072" },
    { title: "parts of a gigabyte become megabytes", normalise: normaliseMemory, value: "0.5 GB", expected: "512" },
    { title: "megabytes stay", normalise: normaliseMemory, value: "2048", expected: "2048" },
    { title: "a size that is no text stays", normalise: normaliseMemory, value: 2, expected: 2 },
    { title: "a port that is a number becomes text", normalise: normalisePort, value: 8080, expected: "8080" },
    { title: "a port that is text stays", normalise: normalisePort, value: "8080", expected: "8080" },
    { title: "an enumeration is in upper case", normalise: normaliseUpperCase, value: "Api", expected: "API" },
    { title: "what is no text has no case", normalise: normaliseUpperCase, value: true, expected: true },
  ])("$title", ({ normalise, value, expected }) => {
    expect(normalise(value)).toBe(expected);
    expect(normalise(normalise(value))).toBe(expected);
  });
});

const configuration = "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration";

describe("what an ARN of a revisioned configuration is satisfied by", () => {
  it.each<{ title: string; wanted: Json; live: Json; expected: boolean }>([
    {
      title: "the name by any revision",
      wanted: `${configuration}/busy`,
      live: `${configuration}/busy/7/ab`,
      expected: true,
    },
    {
      title: "name and revision by it",
      wanted: `${configuration}/busy/7`,
      live: `${configuration}/busy/7/ab`,
      expected: true,
    },
    {
      title: "the full ARN by itself",
      wanted: `${configuration}/busy/7/ab`,
      live: `${configuration}/busy/7/ab`,
      expected: true,
    },
    {
      title: "not revision 7 by 70",
      wanted: `${configuration}/busy/7`,
      live: `${configuration}/busy/70/ab`,
      expected: false,
    },
    {
      title: "not a name by a longer one",
      wanted: `${configuration}/busy`,
      live: `${configuration}/busy-2/1/ab`,
      expected: false,
    },
    {
      title: "not one revision by another",
      wanted: `${configuration}/busy/6`,
      live: `${configuration}/busy/7/ab`,
      expected: false,
    },
    { title: "what is no text only by the same", wanted: null, live: `${configuration}/busy`, expected: false },
  ])("$title", ({ wanted, live, expected }) => {
    expect(revisionSatisfies(wanted, live)).toBe(expected);
  });
});

const parameter = "arn:aws:ssm:eu-west-1:111122223333:parameter/orders/key";
const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf:key::";

describe("which secrets name the same thing", () => {
  it.each<{ title: string; wanted: Json; live: Json; expected: boolean }>([
    {
      title: "a parameter's name and its ARN in the same place",
      wanted: { A: "/orders/key" },
      live: { A: parameter },
      expected: true,
    },
    { title: "its ARN and its name", wanted: { A: parameter }, live: { A: "/orders/key" }, expected: true },
    { title: "a name with and without a slash before it", wanted: { A: "key" }, live: { A: "/key" }, expected: true },
    { title: "secrets in another order", wanted: { A: "/a", B: secret }, live: { B: secret, A: "/a" }, expected: true },
    {
      title: "not a parameter of another region",
      wanted: { A: "/orders/key" },
      live: { A: parameter.replace("west-1", "west-2") },
      expected: false,
    },
    {
      title: "not a parameter of another account",
      wanted: { A: "/orders/key" },
      live: { A: parameter.replace("1111", "4444") },
      expected: false,
    },
    {
      title: "not another key of a secret",
      wanted: { A: secret },
      live: { A: secret.replace(":key::", ":other::") },
      expected: false,
    },
    { title: "not one secret more", wanted: { A: "/a" }, live: { A: "/a", B: "/b" }, expected: false },
    { title: "not the same thing under another variable", wanted: { A: "/a" }, live: { B: "/a" }, expected: false },
  ])("$title", ({ wanted, live, expected }) => {
    expect(secretsSatisfy(wanted, live, place)).toBe(expected);
  });
});
