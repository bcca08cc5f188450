interface Rule {
  readonly include: boolean;
  readonly pattern: RegExp;
}

/**
 * What a .dockerignore file leaves out of the build context: the last rule that matches a path, or a folder it lies in,
 * decides (docs.docker.com/build/concepts/context). Takes `*`, `?`, `**` and `!`; no character classes or escapes.
 */
export function dockerIgnore(text: string): (file: string) => boolean {
  const rules = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(parseRule);
  return (file) => {
    const segments = file.split("/");
    const paths = segments.map((_, index) => segments.slice(0, index + 1).join("/"));
    return rules.findLast(({ pattern }) => paths.some((path) => pattern.test(path)))?.include === false;
  };
}

function parseRule(line: string): Rule {
  const include = line.startsWith("!");
  const glob = (include ? line.slice(1) : line).replace(/^\/|\/$/g, "");
  const source = glob.replace(/\*\*\/|\*\*|[*?]|[.+^${}()|[\]\\]/g, (token) => {
    if (token === "**/") return "(?:.*/)?";
    if (token === "**") return ".*";
    if (token === "*") return "[^/]*";
    return token === "?" ? "[^/]" : `\\${token}`;
  });
  return { include, pattern: new RegExp(`^${source}$`) };
}
