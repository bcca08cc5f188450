import { ourPrefix } from "./ownership.ts";

/** Where an object was first seen: `<account>/<region>/<name>`. */
export const identityAnnotation = `${ourPrefix}identity`;

/** A new value asks for one more attempt at what failed; by convention the time of the request. */
export const retryAnnotation = `${ourPrefix}retry-requested-at`;

/** A new value asks for a fresh look at AWS. */
export const reconcileAnnotation = `${ourPrefix}reconcile-requested-at`;

/** Keeps an object until what it owns in AWS is gone or let go. */
export const finalizer = `${ourPrefix}finalizer`;
