import type { AwsAccount } from "../api/aws-account.ts";
import type { KubeObject } from "../kube/client.ts";
import { appRunnerServiceKind } from "./app-runner-service/kind.ts";
import { autoScalingConfigurationModel } from "./auto-scaling-configuration/model.ts";
import {
  type AccountControllerOptions,
  type AccountUsers,
  createAccountController,
} from "./aws-account/account-controller.ts";
import { connectionModel } from "./connection/model.ts";
import { customDomainKind } from "./custom-domain/kind.ts";
import { configMapKind, ConfigMaps } from "./engine/config-maps.ts";
import type { Kind } from "./engine/kind.ts";
import type { ManagedResource } from "./engine/managed-resource.ts";
import type { EngineObserver } from "./engine/observer.ts";
import { Relations } from "./engine/relations.ts";
import { createKindController, type KindController, type KindControllerOptions } from "./engine/run-kind.ts";
import { observabilityConfigurationModel } from "./observability-configuration/model.ts";
import { versionedKind } from "./versioned/versioned-kind.ts";
import { RolloutRoom } from "./versioned/rollout-room.ts";
import { vpcConnectorModel } from "./vpc-connector/model.ts";
import { vpcIngressConnectionModel } from "./vpc-ingress-connection/model.ts";

type Options = KindControllerOptions<ManagedResource, object, object>;

export interface ControllersOptions
  extends
    Omit<Options, "observers" | "relations" | "accounts">,
    Omit<AccountControllerOptions, "observer" | "observers"> {
  readonly observer: EngineObserver<KubeObject>;
  /** Who is told of a kind; its name is in lower case. */
  readonly observersOf: (kind: string) => Options["observers"];
}

/** Makes the controller of one kind. */
type Create = <Resource extends ManagedResource, Memory extends object, Observation extends object>(
  kind: Kind<Resource, Memory, Observation>,
) => KindController;

/** A kind, as something that a controller can be made of whatever its types are. */
type ControlledKind = (create: Create, room: RolloutRoom) => KindController;

/** What services refer to, and what refers to them. */
export const configurationKinds: readonly ControlledKind[] = [
  (create, room) => create(versionedKind(autoScalingConfigurationModel, room)),
  (create, room) => create(versionedKind(observabilityConfigurationModel, room)),
  (create, room) => create(versionedKind(vpcConnectorModel, room)),
  (create, room) => create(versionedKind(connectionModel, room)),
  (create, room) => create(versionedKind(vpcIngressConnectionModel, room)),
  (create) => create(customDomainKind),
];

/** Every kind of the operator. */
export const allKinds: readonly ControlledKind[] = [(create) => create(appRunnerServiceKind), ...configurationKinds];

/** The controllers of an operator as one. */
export interface Controllers extends Pick<KindController, "hasSynced" | "synced" | "runCache" | "runPasses"> {
  /** The objects as the caches show them now. */
  readonly objects: () => readonly (ManagedResource | AwsAccount)[];
}

/**
 * The controllers of these kinds and of AwsAccounts as one: they know of each other's objects, and start and end
 * together.
 */
export function createControllers(options: ControllersOptions, kinds: readonly ControlledKind[]): Controllers {
  const relations = new Relations();
  const accountObservers = options.observersOf("awsaccount");
  const configMaps = new ConfigMaps({
    ...options,
    observer: accountObservers.reflector,
    onChange: (key) => relations.touched(configMapKind, key),
  });
  relations.register(configMapKind, {
    get: (key) => configMaps.get(key),
    canBeRivals: false,
    synced: Promise.resolve(),
    onDemand: {
      follow: (key) => configMaps.follow(key),
      forget: (key) => configMaps.forget(key),
      known: (key) => configMaps.known(key),
    },
  });
  const accounts = createAccountController({ ...options, observers: accountObservers });
  const create: Create = (kind) =>
    createKindController(kind, {
      ...options,
      relations,
      accounts: accounts.accounts,
      observers: options.observersOf(kind.type.kind.toLowerCase()),
    });
  const room = new RolloutRoom(() => managed());
  const controllers = kinds.map((kind) => kind(create, room));
  for (const controller of controllers) {
    controller.onChange(({ type, object }) => room.changed(object, type === "deleted"));
  }
  const synced = Promise.all([accounts.accounts.synced, ...controllers.map((controller) => controller.synced)]).then(
    () => undefined,
  );
  const managed = (): readonly ManagedResource[] => controllers.flatMap((controller) => controller.objects());
  const users: AccountUsers = {
    list: managed,
    synced,
    onChange: (listener) => {
      for (const controller of controllers) controller.onChange(listener);
    },
  };
  return {
    hasSynced: () => accounts.hasSynced() && controllers.every((controller) => controller.hasSynced()),
    synced,
    objects: () => [...managed(), ...accounts.objects()],
    runCache: async (signal) => {
      await Promise.all([accounts.runCache(signal), ...controllers.map((controller) => controller.runCache(signal))]);
      configMaps.stop();
    },
    runPasses: async (signal, abortSignal) => {
      await Promise.all([
        accounts.runPasses(users, signal, abortSignal),
        ...controllers.map((controller) => controller.runPasses(signal, abortSignal)),
      ]);
    },
  };
}
