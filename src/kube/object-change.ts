import type { KubeObject } from "./client.ts";

/** What a cache learned about one object. The key is that of `objectKey`. */
export type ObjectChange<T extends KubeObject> =
  | {
      readonly type: "added";
      readonly key: string;
      readonly object: T;
      /** The object was there before the cache was first in sync: nothing happened to it just now. */
      readonly initial: boolean;
    }
  | { readonly type: "updated"; readonly key: string; readonly old: T; readonly object: T }
  /** `object` is the last state known, which need not be the last that was. */
  | { readonly type: "deleted"; readonly key: string; readonly object: T };
