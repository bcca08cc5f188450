import { beforeAll, describe, expect, it } from "vitest";
import { pageSizes } from "../../src/aws/list-pages.ts";
import { operations } from "../../src/sandbox/app-runner/operations/operations.ts";
import { TestClient } from "../../src/sandbox/app-runner/test-client.ts";
import type { Answer } from "../../src/sandbox/app-runner/test-client.ts";
import { answerProblems } from "./answer-problems.ts";
import { readApiModel, shapeNamed, type StructureModel } from "./api-model.ts";
import { driveEveryOperation } from "./driven-life.ts";
import type { DrivenAnswer } from "./driven-life.ts";
import { liveDeviations } from "./live-deviations.ts";
import { declarationOf } from "./model-declaration.ts";
import { modelRequests } from "./model-requests.ts";
import type { ModelRequest } from "./model-requests.ts";
import { ofEveryService } from "./of-every-service.ts";
import { sdkOperations } from "./sdk-operations.ts";

const model = await readApiModel();
const inTheModel = Object.entries(model.operations).map(([name, { input, output, errors }]) => ({
  name,
  input: input.shape,
  output: output.shape,
  errors: errors.map(({ shape }) => shape),
}));

/** How an answer judged the request's constraints. */
function verdictOf({ body }: Answer): ModelRequest["verdict"] {
  if (body.__type === "SerializationException") return "mistyped";
  const [, count, texts] = /^(\d+) validation errors? detected: (.*)$/s.exec(body.Message ?? "") ?? [];
  if (body.__type !== "InvalidRequestException" || texts === undefined) return "accepted";
  const violations = texts.split("; ");
  return violations.length === Number(count) ? { violations } : { violations: [`${count} announced`, ...violations] };
}

describe.skipIf(inTheModel.length === 0)("the emulator, held against App Runner's API model,", () => {
  it("has the operations of the model and of the SDK", () => {
    const names = inTheModel.map(({ name }) => name).toSorted();
    expect(names).toEqual([...operations.keys()].toSorted());
    expect(names).toEqual(sdkOperations);
  });

  it.each(inTheModel)("declares the input of $name member by member", ({ name, input }) => {
    expect(operations.get(name)?.input).toStrictEqual(declarationOf(model, input));
  });

  it.each(inTheModel)("judges every member of $name", async ({ name, input, errors }) => {
    const requests = modelRequests(model, input);
    for (const { title, body, verdict } of requests) {
      const answer = await new TestClient().call(name, body);
      expect({ title, verdict: verdictOf(answer) }).toEqual({ title, verdict });
      expect([undefined, ...errors, ...ofEveryService], title).toContain(answer.body.__type);
    }
  });

  it("is held against hundreds of requests", () => {
    const requests = inTheModel.flatMap(({ input }) => modelRequests(model, input));
    const refused = requests.filter(({ verdict }) => typeof verdict === "object");
    console.info(`${requests.length} requests made from the model, ${refused.length} of them beyond a constraint`);
    expect(refused.length).toBeGreaterThan(200);
  });
});

describe.skipIf(inTheModel.length === 0)("the pages that the operator asks for", () => {
  it("are of every operation with pages, and as large as the model allows", () => {
    const largest = inTheModel.flatMap(({ name, input }) => {
      const { members = {} } = shapeNamed(model, input) as Partial<StructureModel>;
      const size = members["MaxResults"] && shapeNamed(model, members["MaxResults"].shape);
      return size?.type === "integer" ? [[name, size.max]] : [];
    });
    expect(largest.length).toBeGreaterThan(5);
    expect(Object.fromEntries(largest)).toEqual(pageSizes);
  });
});

describe.skipIf(inTheModel.length === 0)("the answers of the emulator, held against the API model,", () => {
  const deviations = new Set<string>();
  let answers: readonly DrivenAnswer[] = [];

  beforeAll(async () => {
    answers = await driveEveryOperation(new TestClient());
  });

  it.each(inTheModel)("to $name have the model's members and values", ({ name, output }) => {
    const given = answers.filter(({ operation }) => operation === name);
    expect(given).not.toEqual([]);
    const rules = { model, deviations: liveDeviations, onDeviation: (shape: string) => void deviations.add(shape) };
    for (const { body } of given) expect(answerProblems(rules, output, body, name)).toEqual([]);
  });

  it("deviate from it only where AWS itself does, and there in fact", () => {
    expect([...deviations].toSorted()).toEqual(Object.keys(liveDeviations).toSorted());
  });
});
