import type { Clock } from "../base/clock.ts";
import type { Actor } from "./actor.ts";
import { assumedRole, type AssumedRole } from "./assumed-role.ts";
import type { AwsObserver } from "./aws-observer.ts";
import { createIdentity } from "./identity.ts";
import type { SdkConnection, SdkCredentials } from "./sdk-connection.ts";
import { createStsPort } from "./sts-port.ts";
import type { CallRates } from "./token-bucket-budget.ts";

/** Somebody other than the operator's own identity. */
interface ActorRequest {
  /** The roles to assume, each as the one before it; none: the operator's own identity. */
  readonly roles: readonly AssumedRole[];
  /** Where STS is asked. */
  readonly region: string;
  /** Absent: where the operator's own identity is. */
  readonly endpoint?: string | undefined;
  /** Absent: the usual ones. */
  readonly rates?: CallRates | undefined;
}

export interface Actors {
  /** The operator's own identity. */
  readonly own: Actor;
  /** The same object each time for the same request. Nothing is sent yet. */
  actor(request: ActorRequest): Actor;
}

export interface ActorsOptions extends SdkConnection {
  readonly observer: AwsObserver;
  readonly clock: Clock;
}

/** Those as whom AWS is called: the operator's own identity, and the roles that it can assume. */
export function createActors(options: ActorsOptions): Actors {
  const { observer } = options;
  const known = new Map<string, Actor>();
  const sts = createStsPort(options);
  const own: Actor = {
    key: "",
    identity: createIdentity({ sts, observer }),
    credentials: sts.credentials,
    endpoint: options.endpoint,
  };

  const create = (key: string, { roles, region, endpoint = options.endpoint, rates }: ActorRequest): Actor => {
    const connection = { ...options, region, endpoint };
    const credentials = roles.reduce<SdkCredentials>(
      (source, role) => assumedRole(role, { ...connection, credentials: source }),
      sts.credentials,
    );
    const port = createStsPort({ ...connection, credentials });
    return {
      key,
      // Who the operator itself is stays what is told as its identity.
      identity: createIdentity({ sts: port, observer: { identityKnown: () => undefined } }),
      credentials: port.credentials,
      endpoint,
      rates,
    };
  };

  return {
    own,
    actor(request) {
      const { roles, endpoint, rates } = request;
      if (roles.length === 0 && endpoint === undefined && rates === undefined) return own;
      const key = JSON.stringify(request);
      const actor = known.get(key) ?? create(key, request);
      known.set(key, actor);
      return actor;
    },
  };
}
