import type { Drift } from "../../api/app-runner-service.ts";
import { isJsonObject, type Json, type JsonObject } from "../../base/json.ts";
import { type DesiredConfiguration, desiredConfiguration } from "./desired.ts";
import { type Difference, differences } from "./difference.ts";
import { specLeaves } from "./effective.ts";
import { leavesOfService } from "./leaf-values.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";
import { stateOf } from "./service-state.ts";
import { tagChanges } from "../engine/tag-changes.ts";

/** How a live service stands to its manifest. */
export interface Comparison {
  readonly desired: DesiredConfiguration;
  /** The settings of the configuration that differ. */
  readonly configuration: readonly Difference[];
  /** Everything that differs, also tags and the desired state, as status shows it: no sensitive value is in it. */
  readonly drift: readonly Drift[];
  /** The paths of it, for people. */
  readonly paths: string;
  /** As much of it as a status has room for; undefined when there is none. */
  readonly shownDrift: readonly Drift[] | undefined;
  /** Whether the manifest wants source code where there is an image, or the other way round. */
  readonly changesSource: boolean;
}

const maxShownDrift = 50;

const sourcePaths = [
  "sourceConfiguration.codeRepository.repositoryUrl",
  "sourceConfiguration.imageRepository.imageIdentifier",
] as const;

/** Compares after normalisation. */
export function compare(input: PlanInput, present: PresentService): Comparison {
  const { resource, memory, place } = input;
  const live = leavesOfService(asJson(present.service));
  const applied = new Set(memory.appliedFields ?? []);
  const desired = desiredConfiguration(specLeaves(resource), live, applied, input);
  const configuration = differences(desired.complete, live, place);
  const drift = [...configuration.map(shown), ...driftOfState(input, present), ...driftOfTags(input, present)];
  const [codePath, imagePath] = sourcePaths;
  return {
    desired,
    configuration,
    drift,
    paths: drift.map(({ path }) => `\`${path}\``).join(", "),
    shownDrift: drift.length === 0 ? undefined : drift.slice(0, maxShownDrift),
    changesSource:
      (desired.decided.has(codePath) && live.has(imagePath)) || (desired.decided.has(imagePath) && live.has(codePath)),
  };
}

function shown({ leaf, desired, actual }: Difference): Drift {
  if (leaf.sensitive) return { path: leaf.path };
  return { path: leaf.path, ...member("desired", desired), ...member("actual", actual) };
}

function driftOfState({ resource }: PlanInput, { service }: PresentService): Drift[] {
  const wanted = resource.spec.desiredState;
  const actual = stateOf(service.Status);
  return wanted === undefined || actual === undefined || wanted === actual
    ? []
    : [{ path: "desiredState", desired: wanted, actual }];
}

function driftOfTags({ resource, memory }: PlanInput, { tags }: PresentService): Drift[] {
  const { set, remove } = tagChanges(resource.spec.tags ?? [], tags, memory.appliedTagKeys ?? []);
  return [
    ...[...set].map(([key, desired]) => ({ path: `tags[${key}]`, desired, ...member("actual", tags.get(key)) })),
    ...remove.map((key) => ({ path: `tags[${key}]`, ...member("actual", tags.get(key)) })),
  ];
}

function member(name: "desired" | "actual", value: Json | undefined): { desired?: string; actual?: string } {
  return value === undefined ? {} : { [name]: typeof value === "string" ? value : JSON.stringify(value) };
}

/** The SDK's answer holds plain JSON but for its dates, which no setting has. */
function asJson(service: object): JsonObject {
  const json: unknown = service;
  return isJsonObject(json) ? json : {};
}
