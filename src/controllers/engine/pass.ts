import { AwsError } from "../../aws/aws-error.ts";
import type { Place } from "../../aws/port.ts";
import { scrub } from "../../aws/scrub.ts";
import { finalizer } from "./annotations.ts";
import { accountClaim } from "./account-claim.ts";
import { withAccountDefaults } from "./account-defaults.ts";
import { type AccessError, type AccountBinding, type PlaceAccess, RegionMissingError } from "./aws-access.ts";
import { awsOutcome, type PassHistory } from "./aws-outcome.ts";
import type { Decision } from "./decision.ts";
import type { GrantRequest } from "./grant-request.ts";
import { identityOf, storedIdentity } from "./identity.ts";
import { makeCall } from "./make-call.ts";
import type { Resolution } from "./kind.ts";
import type { ManagedResource } from "./managed-resource.ts";
import { ObjectInPass } from "./object-in-pass.ts";
import type { Outcome } from "./outcome.ts";
import type { PassContext } from "./pass-context.ts";
import type { PassEnd } from "./pass-end.ts";
import type { Related } from "./relations.ts";

/** How often best effort is made against errors that may pass. */
const bestEffortAttempts = 5;

/** A plan that does not come to an end within so many steps is a defect. */
const maxSteps = 40;

/**
 * One pass over one object: look, decide, act, tell, until the decision is to wait or nothing is left to do. Reads have
 * no side effect; before each mutating call the intent is stored under the version of the object that the decision was
 * made on. Rejects with what the Kubernetes API refuses, and with defects; what AWS answers ends in the status.
 */
export class Pass<Resource extends ManagedResource, Memory extends object, Observation extends object> {
  readonly #context: PassContext<Resource, Memory, Observation>;
  readonly #history: PassHistory;
  readonly #related: Related;
  readonly #isHeld: () => boolean;
  readonly #signal: AbortSignal;
  readonly #object: ObjectInPass<Resource, Memory, Observation>;
  #memory: Memory;
  #arn: string | undefined;
  #hasCalled = false;
  #resolved: Resource | undefined;

  constructor(
    context: PassContext<Resource, Memory, Observation>,
    resource: Resource,
    about: {
      readonly history: PassHistory;
      readonly related: Related;
      /** Whether what the object refers to was edited meanwhile, which is to be looked at first. */
      readonly isHeld: () => boolean;
      readonly signal: AbortSignal;
    },
  ) {
    this.#context = context;
    this.#object = new ObjectInPass(context, resource);
    this.#history = about.history;
    this.#related = about.related;
    this.#isHeld = about.isHeld;
    this.#signal = about.signal;
    this.#memory = context.kind.recall(resource);
    this.#arn = resource.status?.arn;
  }

  /** Every value that must not be shown anywhere: of the manifest, and of what took the place of its references. */
  get sensitiveValues(): readonly string[] {
    const { kind } = this.#context;
    const resolved = this.#resolved === undefined ? [] : kind.sensitiveValues(this.#resolved);
    return [...new Set([...kind.sensitiveValues(this.#object.resource), ...resolved])];
  }

  /** The resourceVersions of the object that this pass has made obsolete. */
  get superseded(): readonly string[] {
    return this.#object.superseded;
  }

  async run(): Promise<PassEnd<Resource>> {
    const { metadata, spec } = this.#object.resource;
    const isDeleting = metadata.deletionTimestamp !== undefined;
    if (isDeleting && metadata.finalizers?.includes(finalizer) !== true) return this.#ended(undefined, undefined);
    // It may change nothing, so that nothing in AWS needs to be known either.
    if (isDeleting && this.#effective().spec.managementPolicy === "Observe") return this.#release();
    const isFreed = isDeleting && isRetained(this.#effective());
    if (spec.suspend === true) return isFreed ? this.#release() : this.#suspend(isDeleting);
    try {
      return await this.#act(isFreed);
    } catch (error) {
      if (!(error instanceof AwsError || error instanceof RegionMissingError)) throw error;
      return isFreed && this.#isHopeless(error) ? this.#release() : this.#tellUnreached(error);
    }
  }

  /** @param isFreed the object goes and its resource stays, whatever becomes of this pass. */
  async #act(isFreed: boolean): Promise<PassEnd<Resource>> {
    const { kind, timings } = this.#context;
    const account = this.#account();
    const denial = account.denial(this.#requests());
    if (denial !== undefined) {
      if (isFreed) return this.#release();
      return this.#tell({ reason: "NotGranted", message: denial, requeueAfterMs: timings.deepReadMs });
    }
    const access = await account.access();
    const identity = identityOf(access.place, kind.effectiveName(this.#object.resource));
    const stored = storedIdentity(this.#object.resource, kind.rememberedName(this.#object.resource));
    if (stored === undefined || stored === identity) return this.#steps(access, identity);
    return isFreed ? this.#release() : this.#blockedBy(stored, identity);
  }

  /** Whether it makes no sense to wait with what is only best effort. */
  #isHopeless(error: AccessError): boolean {
    const mayPass = error instanceof AwsError && ["throttled", "transient", "malformed"].includes(error.errorClass);
    return !mayPass || this.#history.failures >= bestEffortAttempts;
  }

  /** The error's text is free of what its call sent, and here of everything else that the manifest keeps to itself. */
  #outcomeOf(error: AwsError): Outcome {
    const { timings } = this.#context;
    const outcome = awsOutcome(error, this.#history, timings);
    return { ...outcome, message: scrub(outcome.message, this.sensitiveValues) };
  }

  #tellUnreached(error: AccessError): Promise<PassEnd<Resource>> {
    const { timings } = this.#context;
    return error instanceof AwsError
      ? this.#tell(this.#outcomeOf(error), error)
      : this.#tell({ reason: "RegionMissing", message: error.message, requeueAfterMs: timings.deepReadMs });
  }

  async #steps(access: PlaceAccess, identity: string): Promise<PassEnd<Resource>> {
    const { kind, clock, timings, cluster } = this.#context;
    const start = this.#resolve(access.place, undefined);
    if ("outcome" in start) return this.#tell(start.outcome);
    let observation: Observation = await kind.observe(access, start.resource, this.#memory, this.#signal);
    for (let step = 0; step < maxSteps; step++) {
      this.#arn = kind.arnOf(observation, this.#memory);
      const { namespace, name, uid } = this.#object.resource.metadata;
      const resolved = this.#resolve(access.place, observation);
      if ("outcome" in resolved) return this.#tell(resolved.outcome);
      const decision = kind.plan({
        resource: resolved.resource,
        memory: this.#memory,
        observation,
        owner: { cluster, namespace, name, uid },
        access,
        nowMs: clock.nowMs(),
        isFirst: this.#history.isFirst,
        timings,
        related: this.#related,
      });
      if (decision.type !== "read" && (await this.#hasMoved(access.place))) return this.#anew();
      switch (decision.type) {
        case "read":
          observation = await kind.readMore(access, observation, this.#memory, this.#signal);
          break;
        case "claim":
          await this.#object.claim(identity);
          break;
        case "release":
          return this.#release();
        case "finish":
          this.#memory = decision.memory;
          return this.#tell(await this.#keepCompanion(resolved.resource, decision.outcome));
        case "call": {
          if (!this.#hasCalled && this.#isHeld()) return this.#anew();
          this.#hasCalled = true;
          const next = await this.#call(access, observation, decision);
          if (!("observation" in next)) return next;
          observation = next.observation;
          break;
        }
      }
    }
    throw new Error(`a pass over ${kind.type.kind} did not end within ${maxSteps} steps`);
  }

  /** Keeps the object beside this one as it is to be. Where that cannot be, the outcome says so; nothing else depends on it. */
  async #keepCompanion(resource: Resource, outcome: Outcome): Promise<Outcome> {
    const { kind, companions, timings } = this.#context;
    const { companion } = kind;
    if (companion === undefined || resource.metadata.deletionTimestamp !== undefined) return outcome;
    const desired = companion.desired(resource, this.#memory);
    const kept = companion.kept(this.#memory);
    if (desired === undefined && kept === undefined) return outcome;
    const result = await companions.keep(companion.type, resource, { desired, kept });
    this.#memory = companion.remember(this.#memory, result.name);
    if (result.problem !== undefined) {
      const message = `${outcome.message}; ${result.problem}`;
      return { ...outcome, message, requeueAfterMs: Math.min(outcome.requeueAfterMs, timings.blockedRetryMs) };
    }
    // Nobody tells when somebody else changes it.
    const againMs = desired === undefined ? Number.POSITIVE_INFINITY : timings.companionMs;
    return { ...outcome, requeueAfterMs: Math.min(outcome.requeueAfterMs, againMs) };
  }

  /** What is in the way of that, for people; undefined: nothing. */
  async #partFromCompanion(): Promise<string | undefined> {
    const { kind, companions } = this.#context;
    const { companion } = kind;
    const kept = companion?.kept(this.#memory);
    if (companion === undefined || kept === undefined) return undefined;
    const resource = this.#effective();
    return companions.part(companion.type, resource, kept, companion.parting(resource, this.#memory));
  }

  /** Where nothing is declared any more, nothing that it refers to is needed. */
  #resolve(place: Place, observed: Observation | undefined): Resolution<Resource> {
    const { kind, timings } = this.#context;
    const resource = this.#effective();
    if (resource.metadata.deletionTimestamp !== undefined) return { resource };
    const resolution = kind.resolve(resource, this.#related, { place, timings }, observed);
    if ("resource" in resolution) this.#resolved = resolution.resource;
    return resolution;
  }

  /**
   * Whether, since the pass began, the credentials have become those of another account, so that what it read says nothing,
   * or what the object asks for is not granted any more.
   */
  async #hasMoved(place: Place): Promise<boolean> {
    const account = this.#account();
    if (account.denial(this.#requests()) !== undefined) return true;
    const now = await account.access();
    return now.place.account !== place.account || now.place.region !== place.region;
  }

  /** What the object asks for; one that goes asks for nothing. */
  #requests(): readonly GrantRequest[] {
    const isDeleting = this.#object.resource.metadata.deletionTimestamp !== undefined;
    return isDeleting ? [] : this.#context.kind.grantRequests(this.#effective());
  }

  #account(): AccountBinding {
    return this.#context.aws.bind(accountClaim(this.#context.kind, this.#object.resource, this.#related));
  }

  /** The object with what its account says for those that do not say it themselves. */
  #effective(): Resource {
    return withAccountDefaults(this.#object.resource, this.#account().defaults);
  }

  #anew(): PassEnd<Resource> {
    return { ...this.#ended(0, undefined), isNews: true };
  }

  /** Makes the call of a decision. Gives what there is after it, or the end of the pass. */
  async #call(
    access: PlaceAccess,
    observation: Observation,
    decision: Extract<Decision<Memory>, { type: "call" }>,
  ): Promise<{ readonly observation: Observation } | PassEnd<Resource>> {
    const { kind, clock } = this.#context;
    this.#memory = decision.memory;
    await this.#object.recordIntent(decision.memory);
    const answer = await makeCall(this.#context, this.#object.resource, decision, {
      port: access.port,
      signal: this.#signal,
    });
    if (answer instanceof AwsError) {
      if (decision.bestEffort === true && this.#isHopeless(answer)) return this.#release();
      this.#memory = kind.afterRefusal(this.#memory, answer.errorClass);
      if (decision.onRefusal?.errorClasses.includes(answer.errorClass) === true) {
        return this.#tell({ ...this.#outcomeOf(answer), ...decision.onRefusal.outcome });
      }
      return this.#tell(this.#outcomeOf(answer), answer);
    }
    const after = kind.afterCall(this.#memory, observation, { call: decision.call, answer, nowMs: clock.nowMs() });
    this.#memory = after.memory;
    return after.observation === undefined ? this.#tell(decision.outcome) : { observation: after.observation };
  }

  /** Tells that the operator itself failed; what the pass had learned is not to be relied on. */
  async fail(): Promise<void> {
    this.#memory = this.#context.kind.recall(this.#object.resource);
    await this.#tell({
      reason: "InternalError",
      message: "the operator failed; its log says how",
      requeueAfterMs: 0,
    });
  }

  async #release(): Promise<PassEnd<Resource>> {
    const problem = await this.#partFromCompanion();
    if (problem !== undefined) {
      const requeueAfterMs = this.#context.timings.blockedRetryMs;
      return this.#tell({ reason: "DeletionBlocked", message: problem, requeueAfterMs });
    }
    const left = await this.#object.release();
    const requeueAfterMs = left === undefined ? undefined : 0;
    return { resource: left, requeueAfterMs, isNews: false, arn: undefined, error: undefined };
  }

  #suspend(isDeleting: boolean): Promise<PassEnd<Resource>> {
    const message = isDeleting
      ? "`spec.suspend` is set: the deletion waits"
      : "`spec.suspend` is set: nothing is read or changed in AWS";
    return this.#tell({ reason: "Suspended", message, requeueAfterMs: Number.POSITIVE_INFINITY });
  }

  #blockedBy(stored: string, identity: string): Promise<PassEnd<Resource>> {
    return this.#tell({
      reason: "IdentityChanged",
      message: `the object was first seen as ${stored} and is now ${identity} (account, region, name)`,
      requeueAfterMs: this.#context.timings.blockedRetryMs,
    });
  }

  async #tell(outcome: Outcome, error?: AwsError): Promise<PassEnd<Resource>> {
    await this.#object.tell(outcome, this.#memory);
    return this.#ended(outcome.requeueAfterMs, error);
  }

  #ended(requeueAfterMs: number | undefined, error: AwsError | undefined): PassEnd<Resource> {
    const finite = requeueAfterMs === Number.POSITIVE_INFINITY ? undefined : requeueAfterMs;
    return {
      resource: this.#object.resource,
      requeueAfterMs: finite,
      isNews: this.#object.isNews,
      arn: this.#arn,
      error,
    };
  }
}

/** By the policy of this moment; where the manifest has none, by the one in effect at the last pass. */
function isRetained({ spec, status }: ManagedResource): boolean {
  return (spec.deletionPolicy ?? status?.deletionPolicy) === "Retain";
}
