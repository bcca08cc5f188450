import type { JsonObject } from "../src/base/json.ts";
import { serviceManifest } from "./manifest.ts";

/** A change that a person makes in a service's life, between two of which the service is at rest. */
export interface LifeStep {
  readonly name: string;
  /** The merge patch that asks for it; undefined where the object is made or deleted. */
  readonly patch?: JsonObject;
  /** The calls that the issue of this figure allows. */
  readonly atMost?: number;
}

/** At most so many calls of AWS from the creation to Ready, at AWS's pace. */
const mostCallsToReady = 30;

export const lifeSteps: readonly LifeStep[] = [
  { name: "create to Ready", atMost: mostCallsToReady },
  { name: "change", patch: { spec: serviceManifest("", { tag: "2" })["spec"] } },
  { name: "pause", patch: { spec: { desiredState: "Paused" } } },
  { name: "resume", patch: { spec: { desiredState: "Running" } } },
  { name: "delete" },
];
