import type { Change } from "../store/object-store.ts";
import { follow } from "./lifecycle.ts";
import type { ServerContext } from "./server-context.ts";

/**
 * From now on tells the watches of every change, in the order of the changes, and then does what follows from it; changes
 * that follow from changes come after them.
 */
export function followChanges(context: ServerContext): void {
  const waiting: Change[] = [];
  let isBusy = false;
  context.store.subscribe((change) => {
    waiting.push(change);
    if (isBusy) return;
    isBusy = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        context.watches.deliver(next);
        follow(next, context);
      }
    } finally {
      isBusy = false;
    }
  });
}
