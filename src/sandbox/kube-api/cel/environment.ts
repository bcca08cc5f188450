import { Environment } from "@marcbachmann/cel-js";
import { compilePattern, type Pattern } from "../schema/pattern.ts";
import { equalValues } from "./equal-values.ts";
import { registerListFunctions } from "./list-functions.ts";
import { registerStringFunctions } from "./string-functions.ts";

/** What rules can use. Sources of patterns that stand in the rule itself are compiled once. */
export function createCelEnvironment(): Environment {
  const environment = new Environment({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    .registerVariable("self", "dyn")
    .registerVariable("oldSelf", "dyn")
    .registerFunction("kubeEquals(dyn, dyn): bool", equalValues);
  const patterns = new Map<string, Pattern>();
  const pattern = (source: string): Pattern => {
    const compiled = patterns.get(source) ?? compilePattern(source);
    if (patterns.size < 500) patterns.set(source, compiled);
    return compiled;
  };
  registerStringFunctions(environment, pattern);
  registerListFunctions(environment);
  return environment;
}
