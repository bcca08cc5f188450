import { expect, it } from "vitest";
import { confirmCluster } from "./confirm-cluster.ts";

const cluster = { context: "kind-kind", server: "https://127.0.0.1:6443" };

it("asks nothing when the answer was given on the command line", async () => {
  await expect(confirmCluster(true, cluster, () => Promise.reject(new Error("asked")))).resolves.toBeUndefined();
});

it.each(["y", "Y", "yes", " YES "])("goes on after %j", async (answer) => {
  const questions: string[] = [];
  await confirmCluster(false, cluster, (question) => {
    questions.push(question);
    return Promise.resolve(answer);
  });
  expect(questions).toHaveLength(1);
  expect(questions[0]).toContain("https://127.0.0.1:6443 (context kind-kind)");
});

it.each(["", "n", "no", "yesterday"])("changes nothing after %j", async (answer) => {
  await expect(confirmCluster(false, cluster, () => Promise.resolve(answer))).rejects.toThrow(
    "the cluster was not changed",
  );
});

it("changes nothing where nobody can answer", async () => {
  const attempt = confirmCluster(false, cluster, () => Promise.resolve(undefined));
  await expect(attempt).rejects.toThrow(/there is no terminal to ask on: give --yes$/);
  await expect(attempt).rejects.toMatchObject({ exitCode: 64 });
});
