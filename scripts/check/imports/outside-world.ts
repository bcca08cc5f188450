import type { Node } from "oxc-parser";
import type { Finding } from "../guard.ts";
import type { SourceFile } from "./source-file.ts";
import { type Place, walk } from "./walk.ts";

/** What has to be passed in rather than reached for, so that a test can replace it. */
type World = "time" | "random" | "process";

/** What of a global object is the outside world: everything but `harmless`, or only `worldly`. */
interface WorldObject {
  readonly world: World;
  readonly harmless?: readonly string[];
  readonly worldly?: readonly string[];
}

const advice: Readonly<Record<World, string>> = {
  time: "take a Clock (src/base/clock.ts)",
  random: "take a Random (src/base/random.ts), or a function that makes the id",
  process: "take it as a parameter; src/cli/ reads the process",
};

const worldFunctions = new Map<string, World>([
  ["setTimeout", "time"],
  ["setInterval", "time"],
]);

const worldObjects = new Map<string, WorldObject>([
  ["Date", { world: "time", harmless: ["UTC", "parse", "prototype"] }],
  ["performance", { world: "time", harmless: [] }],
  ["AbortSignal", { world: "time", worldly: ["timeout"] }],
  ["Math", { world: "random", worldly: ["random"] }],
  ["crypto", { world: "random", worldly: ["randomUUID", "getRandomValues", "randomBytes", "randomInt"] }],
  ["process", { world: "process", harmless: ["platform", "arch", "versions", "memoryUsage", "cpuUsage", "nextTick"] }],
  ["globalThis", { world: "process", harmless: [] }],
  ["global", { world: "process", harmless: [] }],
]);

const worldModules = new Map<string, World>([
  ["node:timers", "time"],
  ["node:timers/promises", "time"],
  ["node:process", "process"],
]);

const randomImports = new Set(["randomUUID", "randomBytes", "randomInt", "randomFill", "randomFillSync", "webcrypto"]);

/** Uses of the clock, of randomness and of the process where they have to be passed in. */
export function outsideWorldFindings(source: SourceFile): readonly Finding[] {
  const allowed = allowedWorlds(source.file);
  const findings: Finding[] = [];
  const report = (world: World | undefined, what: string, node: Node): void => {
    if (world === undefined || allowed.has(world)) return;
    const message = `${what}: ${advice[world]}`;
    findings.push({ file: source.file, line: source.lineAt(node.start), rule: `world-${world}`, message });
  };
  walk(source.program, (node, place) => {
    if (node.type === "ImportDeclaration") report(worldModules.get(node.source.value), node.source.value, node);
    if (node.type === "ImportSpecifier" && node.imported.type === "Identifier") {
      if (randomImports.has(node.imported.name)) report("random", node.imported.name, node);
    }
    if (node.type !== "Identifier" || !isReference(place)) return;
    report(worldFunctions.get(node.name), node.name, node);
    const object = worldObjects.get(node.name);
    if (object !== undefined && !isHarmless(node, place, object)) report(object.world, node.name, node);
  });
  return findings;
}

/** The edge may touch the world; a test beside its source may read the process, but neither clock nor chance. */
function allowedWorlds(file: string): ReadonlySet<World> {
  if (!file.startsWith("src/") || file === "src/main.ts" || file.startsWith("src/cli/")) {
    return new Set<World>(["time", "random", "process"]);
  }
  const allowed = new Set<World>();
  if (/^src\/base\/system-clock(\.test)?\.ts$/.test(file)) allowed.add("time");
  if (file.endsWith(".test.ts")) allowed.add("process");
  return allowed;
}

/** The members in which a parent's identifier is a value; elsewhere it only declares or labels something. */
const valueMembers: Readonly<Record<string, readonly string[]>> = {
  MemberExpression: ["object"],
  Property: ["value"],
  MethodDefinition: ["value"],
  PropertyDefinition: ["value"],
  AccessorProperty: ["value"],
  VariableDeclarator: ["init"],
  AssignmentPattern: ["right"],
  FunctionDeclaration: [],
  FunctionExpression: [],
  ArrowFunctionExpression: ["body"],
  ImportSpecifier: [],
  ImportDefaultSpecifier: [],
  ImportNamespaceSpecifier: [],
  LabeledStatement: [],
  RestElement: [],
  CatchClause: [],
};

/** Whether an identifier stands for the value of that name, rather than for a member, a declaration or a type. */
function isReference({ parent, member }: Place): boolean {
  if ("computed" in parent && parent.computed) return true;
  return valueMembers[parent.type]?.includes(member) ?? (!parent.type.startsWith("TS") || member === "expression");
}

function isHarmless(node: Node, { parent, member }: Place, object: WorldObject): boolean {
  if (parent.type === "NewExpression" && member === "callee") return parent.arguments.length > 0;
  if (parent.type === "BinaryExpression") return parent.operator === "instanceof" && parent.right === node;
  if (parent.type !== "MemberExpression" || parent.computed || parent.property.type !== "Identifier") return false;
  const { name } = parent.property;
  return object.harmless?.includes(name) ?? !(object.worldly ?? []).includes(name);
}
