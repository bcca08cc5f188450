import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Where programs that tests need are kept between runs and checkouts. Follows the XDG Base Directory Specification: a
 * relative or empty XDG_CACHE_HOME counts as unset.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  const configured = env["XDG_CACHE_HOME"];
  const base = configured !== undefined && isAbsolute(configured) ? configured : join(home, ".cache");
  return join(base, "apprunner-operator", "tools");
}
