/** Replaces each `{{name}}` by that variable's value. Throws when there is no such variable. */
export function expandVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string) => {
    const value = variables.get(name);
    if (value === undefined) throw new Error(`the variable ${name} has not been captured`);
    return value;
  });
}
