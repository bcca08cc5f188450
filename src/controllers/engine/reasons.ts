/** What a status with this reason says; the one place from which conditions, the documentation and the tests take it. */
export interface ReasonRow {
  /** The Ready condition. `unchanged`: it keeps what it said, since nothing was learned about it. */
  readonly ready: "True" | "False" | "unchanged";
  /** Which abnormal-true condition stands beside it, if any. */
  readonly progress: "none" | "Reconciling" | "Stalled" | "unchanged";
  /** Whether the last pass could do its work. */
  readonly synced: "True" | "False";
  readonly meaning: string;
  /** What a person does about it. */
  readonly action: string;
}

const settled = { ready: "True", progress: "none", synced: "True" } as const;
const working = { ready: "False", progress: "Reconciling", synced: "True" } as const;
const failed = { ready: "False", progress: "Stalled", synced: "True" } as const;
const refused = { ready: "False", progress: "Stalled", synced: "False" } as const;
const unknown = { ready: "unchanged", progress: "unchanged", synced: "False" } as const;

/** Every reason that the operator writes. */
export const reasons = {
  Running: {
    ...settled,
    meaning: "The service runs as declared.",
    action: "Nothing.",
  },
  Available: {
    ...settled,
    meaning: "The configuration, connector or connection exists as declared and can be used.",
    action: "Nothing.",
  },
  Paused: {
    ...settled,
    meaning: "The service is paused, as asked or because `desiredState` leaves it open.",
    action: "Nothing. Set `desiredState: Running` to resume it; edits that wait for that stand in `ChangesPending`.",
  },
  Drifted: {
    ...settled,
    meaning: "The service serves, but differs from the manifest, and `managementPolicy` says only to report that.",
    action: "Look at `status.drift`; edit the manifest to match, or set `managementPolicy: Manage`.",
  },
  Creating: { ...working, meaning: "App Runner is creating the service, or what belongs to it.", action: "Wait." },
  Updating: {
    ...working,
    meaning: "App Runner is applying a change; the old version serves until then.",
    action: "Wait.",
  },
  Deploying: {
    ...working,
    meaning: "App Runner is deploying the version asked for by `deploymentToken`.",
    action: "Wait.",
  },
  Pausing: { ...working, meaning: "App Runner is pausing the service.", action: "Wait." },
  Resuming: { ...working, meaning: "App Runner is resuming the service.", action: "Wait." },
  Deleting: { ...working, meaning: "App Runner is deleting the service, or what belongs to it.", action: "Wait." },
  Adopting: {
    ...working,
    meaning: "An existing service is being tagged as this object's.",
    action: "Wait.",
  },
  Recreating: {
    ...working,
    meaning:
      "A resource is deleted and another one made in its place: a service whose creation failed, as `createFailurePolicy: Recreate` says, or a VPC ingress connection whose service has become another one.",
    action:
      "Wait. Where creating a service fails, its log has the cause; editing the manifest also starts a new attempt.",
  },
  WaitingForOperation: {
    ...working,
    meaning: "An operation that somebody else started, or maintenance by AWS, is in the way of a change.",
    action: "Wait until it ends; the change follows by itself.",
  },
  WaitingForRole: {
    ...working,
    meaning: "App Runner cannot assume a role yet, which is usual for minutes after the role was made.",
    action: "Wait. If it lasts, check the role's trust policy.",
  },
  WaitingForReference: {
    ...working,
    meaning: "What a `...Ref` names is not there, not ready or being deleted.",
    action: "Create or repair what the message names; the object goes on by itself.",
  },
  WaitingForHandshake: {
    ...working,
    meaning: "App Runner has the connection, and a person has to confirm it at the source provider.",
    action: "Open the console's address in the message, complete the handshake; everything goes on by itself.",
  },
  WaitingForDns: {
    ...working,
    meaning: "App Runner waits for the DNS records that prove whose a domain is.",
    action:
      "Make the records of `status.certificateValidationRecords`, and those of `status.trafficRecords`; the object goes on by itself, which takes minutes to hours.",
  },
  WaitingForUsers: {
    ...working,
    meaning: "The object is being deleted, and others still refer to it.",
    action: "Delete those that the message names, or take the reference out of them.",
  },
  RollingOut: {
    ...working,
    meaning: "The services that refer to the object move to its new version, one first and then a few at a time.",
    action: "Wait.",
  },
  NotFound: {
    ...working,
    meaning: "`managementPolicy: Observe` watches a service that does not exist.",
    action: "Create the service elsewhere, or let the operator create it with `managementPolicy: Manage`.",
  },
  ForeignOperation: {
    ready: "unchanged",
    progress: "unchanged",
    synced: "True",
    meaning: "An operation that somebody else started, or maintenance by AWS, is running; nothing waits for it.",
    action: "Nothing.",
  },
  CreateFailed: {
    ...failed,
    meaning:
      "App Runner could not make what the manifest asks for, and it is not sent again. A service that exists all the same serves nothing and keeps its name.",
    action:
      "Look at what the message names (for a service, its log), then edit the manifest (with `createFailurePolicy: Keep`: delete the object), or request a retry.",
  },
  UpdateFailed: {
    ...failed,
    meaning: "App Runner failed to apply the configuration and serves the previous one; it is not sent again.",
    action: "Read the log named in the message, then correct the manifest, or request a retry.",
  },
  UpdateIneffective: {
    ...failed,
    meaning: "App Runner reports that it applied the configuration, and still shows another one; it is not sent again.",
    action: "Compare `status.drift`, and write the setting in the way that App Runner shows it, or request a retry.",
  },
  RolloutStopped: {
    ...failed,
    meaning: "A service failed to take the new version; the services after it keep the earlier one.",
    action:
      "Look at the service that the message names. Correct this object, or that service and request a retry of it.",
  },
  ConnectionBroken: {
    ...failed,
    meaning: "The source provider does not know the connection any more.",
    action: "Install App Runner's application at the provider again, or delete the connection and make another one.",
  },
  DeploymentFailed: {
    ...failed,
    meaning: "The deployment asked for by `deploymentToken` failed; the previous version serves.",
    action: "Read the log named in the message, then set a new `deploymentToken`, or request a retry.",
  },
  PauseFailed: {
    ...failed,
    meaning: "App Runner failed to pause the service; it is tried again every few minutes.",
    action: "Wait, or request a retry. If it lasts, ask AWS support.",
  },
  ResumeFailed: {
    ...failed,
    meaning: "App Runner failed to resume the service; it is tried again every few minutes.",
    action: "Read the service's log in CloudWatch for the cause; a retry can be requested at once.",
  },
  DeleteFailed: {
    ...failed,
    meaning: "App Runner failed to delete the service. It cannot be used any more; the deletion is tried again.",
    action: "Wait; if it lasts, ask AWS support. With `deletionPolicy: Retain` the object goes and the service stays.",
  },
  OperationStuck: {
    ...failed,
    meaning: "An operation runs much longer than its kind takes. App Runner has no way to cancel one.",
    action: "Ask AWS support. The operator goes on by itself when it ends.",
  },
  DeletedElsewhere: {
    ...failed,
    meaning: "The service was deleted by somebody else, and `managementPolicy: ReportDrift` says only to report that.",
    action: "Delete the object, or set `managementPolicy: Manage` to create the service again.",
  },
  ImmutableDiffers: {
    ...failed,
    meaning: "The service differs in a setting that App Runner cannot change.",
    action: "Edit the manifest to match the service, or delete the service so that it is created again.",
  },
  AdoptionDiffers: {
    ...failed,
    meaning: "The service to adopt differs from the manifest, and nothing was changed.",
    action: "Compare `status.drift`; edit the manifest to match, or set `adoption.onDifference: Apply`.",
  },
  AlreadyExists: {
    ...refused,
    meaning:
      "A resource of that name, or one where there can be only one, exists and nobody's tags are on it; or another service has the domain.",
    action:
      "Set `adoption.policy: IfUnowned` to adopt what has that name, or choose another one; take a domain away where it is.",
  },
  OwnershipConflict: {
    ...refused,
    meaning: "The service belongs to another owner, and nothing was changed.",
    action:
      "Remove the other owner's claim, or set `adoption.policy: Takeover` with `takeoverFrom` as the message names it.",
  },
  AdoptionTargetMissing: {
    ...refused,
    meaning: "The service that `adoption.arn` names does not exist, or is not the one that the manifest names.",
    action: "Correct `adoption.arn` or `serviceName`, or remove `adoption.arn`.",
  },
  IdentityChanged: {
    ...refused,
    meaning: "Account, region or name are not those under which the object was first seen; nothing is done.",
    action: "Put back what was changed (credentials, region, name). To move a service, make a new object.",
  },
  NotGranted: {
    ...refused,
    meaning:
      "The AwsAccount is not there or does not let this namespace use it, or not for what the object asks; AWS was not asked.",
    action:
      "Change what the message names, or ask whoever keeps the AwsAccount for a grant; the object goes on by itself.",
  },
  RegionMissing: {
    ...refused,
    meaning: "Neither the object, nor its AwsAccount, nor the operator says in which region to act.",
    action: "Set `spec.region`, or start the operator with a region.",
  },
  Rejected: {
    ...refused,
    meaning: "App Runner refuses the request as it is.",
    action: "Correct the manifest as the message says.",
  },
  QuotaExceeded: {
    ...refused,
    meaning: "A quota of the AWS account is reached.",
    action: "Delete what is not needed, or ask AWS for a higher quota; it is tried again by itself.",
  },
  AccessDenied: {
    ...refused,
    meaning: "The operator's AWS identity may not do this.",
    action: "Add the permission that the message names; it is tried again by itself.",
  },
  RoleNotAssumable: {
    ...refused,
    meaning: "App Runner still cannot assume a role.",
    action: "Check that the role exists and that its trust policy names App Runner; it is tried again by itself.",
  },
  CredentialsInvalid: {
    ...refused,
    meaning: "The operator has no AWS credentials, or AWS does not accept them.",
    action: "Give the operator valid credentials; it is tried again by itself.",
  },
  DeletionBlocked: {
    ...refused,
    meaning:
      "App Runner refuses the deletion: something else needs the service, or a domain's service does not run. Or a DNSEndpoint that is to stay cannot be freed.",
    action: "Remove, or resume, what the message names; the deletion is tried again by itself.",
  },
  Throttled: { ...unknown, meaning: "AWS limits the rate of calls.", action: "Nothing; it is tried again." },
  AwsUnavailable: {
    ...unknown,
    meaning: "AWS did not answer, or not in a way that can be understood.",
    action: "Nothing; it is tried again. If it lasts, look at the operator's log.",
  },
  InternalError: {
    ...unknown,
    meaning: "The operator itself failed; other objects are not affected.",
    action: "Report it with the operator's log; it is tried again.",
  },
  Suspended: {
    ...unknown,
    meaning: "`spec.suspend` is set: nothing is read or changed in AWS.",
    action: "Remove `spec.suspend` to go on.",
  },
} as const satisfies Record<string, ReasonRow>;

export type Reason = keyof typeof reasons;
