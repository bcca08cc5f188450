import type { DiffLine } from "./manifest-diff.ts";
import { changesByOperator, readsByOperator, type Snapshot } from "./snapshot.ts";
import type { DemoView, StepPosition } from "./view.ts";

/** The demo for programs: one JSON object a line, for each step when it begins and when it ends. */
export function jsonView(write: (text: string) => void): DemoView {
  const line = (event: string, fields: object): void => write(`${JSON.stringify({ event, ...fields })}\n`);
  return {
    began({ step, number, of }, manifestChange) {
      line("stepBegan", { step: number, of, title: step.title, manifestChange: manifestChange.map(signedLine) });
    },
    progress: () => undefined,
    ended({ step, number }, snapshot, elapsedMs) {
      line("stepEnded", { step: number, title: step.title, elapsedMs: Math.round(elapsedMs), ...facts(snapshot) });
    },
    failed({ step, number }: StepPosition, snapshot, message) {
      line("stepFailed", {
        step: number,
        title: step.title,
        message,
        ...(snapshot === undefined ? {} : facts(snapshot)),
      });
    },
    stopped({ step, number }) {
      line("stopped", { step: number, title: step.title });
    },
    finished(steps, elapsedMs) {
      line("finished", { steps, elapsedMs: Math.round(elapsedMs) });
    },
  };
}

function signedLine({ sign, text }: DiffLine): string {
  return `${sign} ${text}`;
}

function facts({ object, others, calls }: Snapshot): object {
  return {
    calls: changesByOperator(calls),
    reads: readsByOperator(calls),
    operation: object?.status?.recentOperations?.[0],
    conditions: object?.status?.conditions ?? [],
    ...(others.length > 0 && {
      others: others.map(({ kind, metadata: { name }, status }) => ({
        kind,
        name,
        operation: status?.recentOperations?.[0],
        conditions: status?.conditions ?? [],
      })),
    }),
  };
}
