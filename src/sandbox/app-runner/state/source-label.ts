import type { SourceConfiguration } from "../constraints/shapes.ts";

/** The labels by which a manifest asks for a behaviour. docs/emulator.md says which. */
export const labels: readonly string[] = [
  "fail-start",
  "fail-pull",
  "fail-rollback",
  "fail-deploy",
  "fail-pause",
  "fail-resume",
  "fail-delete-once",
  "slow",
  "stuck",
];

/**
 * The behaviour that an image's tag or a repository's branch asks for: a label by itself or at the end of a longer name
 * (`fail-start`, `v2-fail-start`). Empty when it asks for none.
 */
export function sourceLabel(source: SourceConfiguration): string {
  const name =
    source.CodeRepository?.SourceCodeVersion.Value ?? imageTag(source.ImageRepository?.ImageIdentifier ?? "");
  return labels.find((label) => name === label || name.endsWith(`-${label}`)) ?? "";
}

function imageTag(imageIdentifier: string): string {
  const [, tag = ""] = /:([^/:@]+)$/.exec(imageIdentifier) ?? [];
  return tag;
}
