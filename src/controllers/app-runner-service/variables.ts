import type { AppRunnerService } from "../../api/app-runner-service.ts";
import { configMapData, configMapKind } from "../engine/config-maps.ts";
import type { Reference, Related } from "../engine/relations.ts";

type Spec = AppRunnerService["spec"];
type Source = NonNullable<Spec["sourceConfiguration"]>;
type Image = NonNullable<NonNullable<Source["imageRepository"]>["imageConfiguration"]>;
type VariablesFrom = NonNullable<Image["runtimeEnvironmentVariablesFrom"]>;

interface WithVariables {
  readonly runtimeEnvironmentVariables?: Readonly<Record<string, string>>;
  readonly runtimeEnvironmentVariablesFrom?: VariablesFrom;
}

/** The ConfigMaps that a service takes variables from. */
export function configMapReferences(spec: Spec): readonly Reference[] {
  const names = sourcesOf(spec).map(
    ({ configMapKeyRef, configMapRef }) => (configMapKeyRef ?? configMapRef)?.name ?? "",
  );
  return [...new Set(names)].map((name) => ({ kind: configMapKind, name }));
}

function sourcesOf({ sourceConfiguration }: Spec): VariablesFrom {
  return [
    ...(sourceConfiguration?.imageRepository?.imageConfiguration?.runtimeEnvironmentVariablesFrom ?? []),
    ...(sourceConfiguration?.codeRepository?.codeConfiguration?.codeConfigurationValues
      ?.runtimeEnvironmentVariablesFrom ?? []),
  ];
}

/** The spec with variables in the place of what they come from, or what it has to wait for, for people. */
export function resolveVariables(spec: Spec, related: Related): { readonly spec: Spec } | { readonly problem: string } {
  const { sourceConfiguration } = spec;
  if (sourceConfiguration === undefined || sourcesOf(spec).length === 0) return { spec };
  const { imageRepository: image, codeRepository: code } = sourceConfiguration;
  const missing: string[] = [];
  const filled = <Part extends WithVariables>(part: Part): Part => {
    const { runtimeEnvironmentVariablesFrom: sources } = part;
    if (sources === undefined) return part;
    const variables = { ...variablesOf(sources, related, missing), ...part.runtimeEnvironmentVariables };
    return { ...part, runtimeEnvironmentVariables: variables };
  };
  const source: Source = {
    ...sourceConfiguration,
    ...(image?.imageConfiguration !== undefined && {
      imageRepository: { ...image, imageConfiguration: filled(image.imageConfiguration) },
    }),
    ...(code?.codeConfiguration?.codeConfigurationValues !== undefined && {
      codeRepository: {
        ...code,
        codeConfiguration: {
          ...code.codeConfiguration,
          codeConfigurationValues: filled(code.codeConfiguration.codeConfigurationValues),
        },
      },
    }),
  };
  const [problem] = missing;
  return problem === undefined ? { spec: { ...spec, sourceConfiguration: source } } : { problem };
}

/** Of one name the later source counts. What is missing and may not be is added to `missing`. */
function variablesOf(sources: VariablesFrom, related: Related, missing: string[]): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const { name, prefix = "", optional = false, configMapKeyRef, configMapRef } of sources) {
    const wanted = (configMapKeyRef ?? configMapRef)?.name ?? "";
    const data = configMapData(related.target({ kind: configMapKind, name: wanted }));
    if (data === undefined) {
      if (!optional) missing.push(`ConfigMap ${wanted} does not exist, or cannot be read`);
      continue;
    }
    if (configMapKeyRef === undefined) {
      for (const [key, value] of Object.entries(data)) variables[`${prefix}${key}`] = value;
      continue;
    }
    const value = Object.hasOwn(data, configMapKeyRef.key) ? data[configMapKeyRef.key] : undefined;
    if (value !== undefined) variables[name ?? configMapKeyRef.key] = value;
    else if (!optional) missing.push(`ConfigMap ${wanted} has no key ${configMapKeyRef.key}`);
  }
  return variables;
}
