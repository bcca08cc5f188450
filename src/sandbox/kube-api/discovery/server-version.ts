import type { JsonObject } from "../../../base/json.ts";

/** The version of Kubernetes whose answers this server gives. */
export const serverVersion = "v1.35.4";

/** What /version says. */
export const versionInfo: JsonObject = {
  major: "1",
  minor: "35",
  emulationMajor: "1",
  emulationMinor: "35",
  minCompatibilityMajor: "1",
  minCompatibilityMinor: "34",
  gitVersion: serverVersion,
  gitCommit: "",
  gitTreeState: "clean",
  buildDate: "1970-01-01T00:00:00Z",
  goVersion: "",
  compiler: "",
  platform: "linux/amd64",
};
