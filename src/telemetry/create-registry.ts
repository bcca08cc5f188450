import { Registry } from "prom-client";

/** A registry for the metrics of one operator. */
export function createRegistry(): Registry {
  return new Registry();
}
