import type { CallRates } from "./token-bucket-budget.ts";
import type { Identity } from "./identity.ts";
import type { SdkCredentials } from "./sdk-connection.ts";

/** As whom AWS is called, and where. */
export interface Actor {
  /** The same for those who may share budgets and sweeps. */
  readonly key: string;
  readonly identity: Identity;
  /** Those whose identity it is. */
  readonly credentials: SdkCredentials;
  /** Absent: AWS itself. */
  readonly endpoint: string | undefined;
  /** Absent: the usual ones. */
  readonly rates?: CallRates | undefined;
}
