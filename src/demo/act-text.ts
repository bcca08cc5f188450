import { unreachable } from "../base/unreachable.ts";
import type { Act } from "./step.ts";

/** The command by which a person would do the same. */
export function actText(act: Act): string {
  switch (act.type) {
    case "create":
    case "edit":
      return "kubectl apply -f greeter.yaml";
    case "look":
      return 'kubectl annotate apprunnerservice greeter apprunner-operator.dev/reconcile-requested-at="$(date -Is)"';
    case "interfere": {
      const variables = Object.entries(act.variables).map(([name, value]) => `${name}=${value}`);
      return `aws apprunner update-service ...  # with ${variables.join(", ")}, by somebody else`;
    }
    case "delete":
      return "kubectl delete apprunnerservice greeter";
    default:
      return unreachable(act);
  }
}
