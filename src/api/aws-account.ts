import type { AwsAccountSpec } from "./aws-account/spec.ts";
import type { AwsAccountStatus } from "./aws-account/status.ts";
import { group, version } from "./group.ts";
import type { KindMeta, KindObject } from "./kind-object.ts";

/** The kind as its URL names it. */
export const awsAccountType = {
  group,
  version,
  plural: "awsaccounts",
  kind: "AwsAccount",
  namespaced: false,
} as const;

/** The AwsAccount of objects that name none. */
export const defaultAccountName = "default";

/** An AwsAccount as the API server returns it. */
export interface AwsAccount extends Omit<
  KindObject<typeof awsAccountType.kind, AwsAccountSpec, AwsAccountStatus>,
  "metadata"
> {
  readonly metadata: Omit<KindMeta, "namespace">;
}
