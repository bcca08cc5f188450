import { vi } from "vitest";

/** Tries `check` until it does not throw. For what App Runner or an event shows by and by, and nobody can wait for. */
export function eventually(check: () => Promise<void> | void): Promise<void> {
  return vi.waitFor(check, { timeout: 180_000, interval: 100 });
}
