import type { ImageConfiguration, SourceConfiguration } from "../constraints/shapes.ts";

/** Port, commands, variables and secrets of a source; nothing of code that its own repository configures. */
export function runtimeValues(source: SourceConfiguration): ImageConfiguration {
  return (
    source.ImageRepository?.ImageConfiguration ??
    source.CodeRepository?.CodeConfiguration?.CodeConfigurationValues ??
    {}
  );
}
