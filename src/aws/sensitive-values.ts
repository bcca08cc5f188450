import type { CodeConfigurationValues, ImageConfiguration } from "@aws-sdk/client-apprunner";
import type { AppRunnerCalls, AppRunnerOperation } from "./port.ts";

/**
 * Every value in a request that the API model marks as sensitive: of variables and of references to secrets the values,
 * and the build and start commands. Their names are not among them: texts about `PORT` would become unreadable, and a
 * name is no secret.
 */
export function sensitiveValuesOf(input: AppRunnerCalls[AppRunnerOperation]["input"]): readonly string[] {
  const source = "SourceConfiguration" in input ? input.SourceConfiguration : undefined;
  return [
    ...valuesOf(source?.ImageRepository?.ImageConfiguration),
    ...valuesOf(source?.CodeRepository?.CodeConfiguration?.CodeConfigurationValues),
  ];
}

function valuesOf(configuration: Partial<CodeConfigurationValues & ImageConfiguration> | undefined): readonly string[] {
  if (configuration === undefined) return [];
  const { RuntimeEnvironmentVariables, RuntimeEnvironmentSecrets, BuildCommand, StartCommand } = configuration;
  return [
    ...Object.values(RuntimeEnvironmentVariables ?? {}),
    ...Object.values(RuntimeEnvironmentSecrets ?? {}),
    BuildCommand,
    StartCommand,
  ].filter((value) => value !== undefined);
}
