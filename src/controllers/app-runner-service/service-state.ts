/** What `desiredState` can ask for, from App Runner's own status; undefined for every other status. */
export function stateOf(status: string | undefined): "Running" | "Paused" | undefined {
  if (status === "RUNNING") return "Running";
  return status === "PAUSED" ? "Paused" : undefined;
}
