import type { AwsObserver } from "./aws-observer.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import type { StsPort } from "./sts-port.ts";

/** The operator's own identity, followed through changes of its credentials. */
export interface Identity {
  /**
   * Who the present credentials belong to. Asks STS once for each access key, and again after `doubt`; callers at the
   * same time share one question.
   * @throws {AwsError} mostly of the class `credentials` or `transient`. Nothing is remembered of a failure.
   */
  current(): Promise<CallerIdentity>;
  /** AWS refused the credentials: the next `current` fetches them anew and asks STS. */
  doubt(): void;
}

export interface IdentityOptions {
  readonly sts: StsPort;
  readonly observer: Pick<AwsObserver, "identityKnown">;
}

interface Known {
  readonly accessKeyId: string;
  readonly identity: CallerIdentity;
}

export function createIdentity({ sts, observer }: IdentityOptions): Identity {
  let known: Known | undefined;
  let told: CallerIdentity | undefined;
  let doubted = false;
  let inFlight: Promise<CallerIdentity> | undefined;

  const ask = async (): Promise<CallerIdentity> => {
    const fresh = doubted;
    const accessKeyId = await sts.accessKeyId(fresh);
    if (!fresh && known?.accessKeyId === accessKeyId) return known.identity;
    const identity = await sts.callerIdentity();
    known = { accessKeyId, identity };
    // Only now: after a failure the doubt remains. A doubt that arose meanwhile is about older credentials than these.
    doubted = false;
    if (told?.arn !== identity.arn) observer.identityKnown(identity);
    told = identity;
    return identity;
  };

  return {
    current() {
      inFlight ??= ask().finally(() => {
        inFlight = undefined;
      });
      return inFlight;
    },
    doubt() {
      doubted = true;
    },
  };
}
