/** One instruction of a Dockerfile, its continuation lines joined. */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** `--flag=value` parts, by name. */
  readonly flags: ReadonlyMap<string, string>;
  /** The rest, as it stands. */
  readonly text: string;
  /** The rest as words, in the JSON form or separated by spaces. */
  readonly words: readonly string[];
}

/** From one FROM to the next. */
export interface Stage {
  readonly name: string | undefined;
  readonly image: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, build arguments in FROM replaced by their defaults. No heredocs, no escape directive. */
export function parseDockerfile(text: string): readonly Stage[] {
  const buildArguments = new Map<string, string>();
  const stages: { name: string | undefined; image: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructionsOf(text)) {
    const stage = stages.at(-1);
    if (instruction.name === "FROM") {
      const [image = "", as, name] = instruction.words;
      stages.push({
        name: as?.toUpperCase() === "AS" ? name : undefined,
        image: image.replace(/\$\{(\w+)\}/g, (_, argument: string) => buildArguments.get(argument) ?? ""),
        instructions: [],
      });
    } else if (stage !== undefined) {
      stage.instructions.push(instruction);
    } else {
      const [argument = "", value = ""] = instruction.text.split("=", 2);
      buildArguments.set(argument, value);
    }
  }
  return stages;
}

function instructionsOf(text: string): readonly Instruction[] {
  const lines = text.split("\n").filter((line) => !line.trimStart().startsWith("#"));
  return lines
    .join("\n")
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map(parseInstruction);
}

function parseInstruction(line: string): Instruction {
  const [name = "", ...parts] = line.split(/\s+/);
  const flagCount = parts.findIndex((part) => !part.startsWith("--"));
  const flags = parts.slice(0, flagCount).map((part): [string, string] => {
    const [flag = "", value = ""] = part.slice(2).split("=", 2);
    return [flag, value];
  });
  const rest = parts.slice(flagCount);
  const text = rest.join(" ");
  const words = text.startsWith("[") ? (JSON.parse(text) as string[]) : rest;
  return { name: name.toUpperCase(), flags: new Map(flags), text, words };
}
