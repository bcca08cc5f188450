import { appRunnerServiceKind } from "./app-runner-service/kind.ts";
import { autoScalingConfigurationModel } from "./auto-scaling-configuration/model.ts";
import { connectionModel } from "./connection/model.ts";
import type { Kind } from "./engine/kind.ts";
import type { ManagedResource } from "./engine/managed-resource.ts";
import { Relations } from "./engine/relations.ts";
import { createKindController, type KindController, type KindControllerOptions } from "./engine/run-kind.ts";
import { observabilityConfigurationModel } from "./observability-configuration/model.ts";
import { revisionedKind } from "./revisioned/revisioned-kind.ts";
import { vpcConnectorModel } from "./vpc-connector/model.ts";

type Options = KindControllerOptions<ManagedResource, object, object>;

export interface ControllersOptions extends Omit<Options, "observers" | "relations"> {
  /** Who is told of a kind; its name is in lower case. */
  readonly observersOf: (kind: string) => Options["observers"];
}

/** Makes the controller of one kind. */
type Create = <Resource extends ManagedResource, Memory extends object, Observation extends object>(
  kind: Kind<Resource, Memory, Observation>,
) => KindController;

/** A kind, as something that a controller can be made of whatever its types are. */
type ControlledKind = (create: Create) => KindController;

/** What services refer to. */
export const configurationKinds: readonly ControlledKind[] = [
  (create) => create(revisionedKind(autoScalingConfigurationModel)),
  (create) => create(revisionedKind(observabilityConfigurationModel)),
  (create) => create(revisionedKind(vpcConnectorModel)),
  (create) => create(revisionedKind(connectionModel)),
];

/** Every kind of the operator. */
export const allKinds: readonly ControlledKind[] = [(create) => create(appRunnerServiceKind), ...configurationKinds];

/** The controllers of these kinds as one: they know of each other's objects, and start and end together. */
export function createControllers(options: ControllersOptions, kinds: readonly ControlledKind[]): KindController {
  const relations = new Relations();
  const create: Create = (kind) =>
    createKindController(kind, {
      ...options,
      relations,
      observers: options.observersOf(kind.type.kind.toLowerCase()),
    });
  return together(kinds.map((kind) => kind(create)));
}

function together(controllers: readonly KindController[]): KindController {
  const all = (run: (controller: KindController) => Promise<void>): Promise<void> =>
    Promise.all(controllers.map(run)).then(() => undefined);
  return {
    hasSynced: () => controllers.every((controller) => controller.hasSynced()),
    synced: all((controller) => controller.synced),
    objects: () => controllers.flatMap((controller) => controller.objects()),
    runCache: (signal) => all((controller) => controller.runCache(signal)),
    runPasses: (signal, abortSignal) => all((controller) => controller.runPasses(signal, abortSignal)),
  };
}
