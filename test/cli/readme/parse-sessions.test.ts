import { expect, it } from "vitest";
import { parseSessions } from "./parse-sessions.ts";

const markdown = `
\`\`\`sh
not part of a session
\`\`\`

<!-- session: one -->

\`\`\`sh
kubectl get # Ctrl-C
#> NAME READY
#> hello
kubectl diff # exit code 1: they differ
\`\`\`

<!-- session: two -->
\`\`\`sh
true
\`\`\`

<!-- session: one -->

\`\`\`sh

false
\`\`\`
`;

it("finds the commands of each session, what they show and how they end", () => {
  const plain = { shows: [], exitCode: 0, untilInterrupted: false };
  expect([...parseSessions(markdown)]).toEqual([
    [
      "one",
      [
        { ...plain, line: "kubectl get # Ctrl-C", shows: ["NAME READY", "hello"], untilInterrupted: true },
        { ...plain, line: "kubectl diff # exit code 1: they differ", exitCode: 1 },
        { ...plain, line: "false" },
      ],
    ],
    ["two", [{ ...plain, line: "true" }]],
  ]);
});
