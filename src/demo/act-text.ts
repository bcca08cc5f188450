import { unreachable } from "../base/unreachable.ts";
import type { DemoStep } from "./step.ts";
import { subjects } from "./subjects.ts";

/** The command by which a person would do the same. */
export function actText({ act, about }: Pick<DemoStep, "act" | "about">): string {
  const { file } = subjects[about];
  switch (act.type) {
    case "create":
    case "edit":
      return `kubectl apply -f ${file}`;
    case "look":
      return 'kubectl annotate apprunnerservice greeter apprunner-operator.dev/reconcile-requested-at="$(date -Is)"';
    case "interfere": {
      const variables = Object.entries(act.variables).map(([name, value]) => `${name}=${value}`);
      return `aws apprunner update-service ...  # with ${variables.join(", ")}, by somebody else`;
    }
    case "delete":
      return `kubectl delete -f ${file}`;
    default:
      return unreachable(act);
  }
}
