/** What App Runner is doing to a resource that has no operations, which its status alone tells. */
export interface Transition {
  /** App Runner's own word for it. */
  readonly status: string;
  /** When the operator first saw it, RFC 3339. */
  readonly startedAt: string;
}

/** The transition that a status is, counted from when it was first seen. @param status undefined: it is at rest. */
export function nextTransition(
  known: Transition | undefined,
  status: string | undefined,
  nowMs: number,
): Transition | undefined {
  if (status === undefined || known?.status === status) return status === undefined ? undefined : known;
  return { status, startedAt: new Date(nowMs).toISOString() };
}

/** Whether it lasts longer than such a thing takes. */
export function isStuck(transition: Transition | undefined, deadlineMs: number, nowMs: number): boolean {
  return transition !== undefined && nowMs - Date.parse(transition.startedAt) > deadlineMs;
}
