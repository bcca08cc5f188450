import { hashOf } from "../../../base/hash.ts";
import type { JsonObject } from "../../../base/json.ts";
import { apiVersionOf, type Kind } from "../kinds/kind.ts";
import { openApiDocument } from "./open-api-document.ts";
import { servedVersions, type ServedVersion } from "./resources.ts";

/** The OpenAPI documents of what is served, made anew only when that changes. */
export class OpenApi {
  #generation: number | undefined;
  #documents = new Map<string, { readonly hash: string; readonly document: JsonObject }>();

  /** Answers /openapi/v3 and the paths below it; undefined for what there is not. */
  answer(path: string, kinds: readonly Kind[], generation: number): JsonObject | undefined {
    this.#refresh(kinds, generation);
    const rest = path.replace(/^\/openapi\/v3\/?/, "");
    return rest === "" ? this.#index() : this.#documents.get(rest)?.document;
  }

  #index(): JsonObject {
    const paths = [...this.#documents].map(([path, { hash }]): [string, JsonObject] => [
      path,
      { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` },
    ]);
    return { paths: Object.fromEntries(paths) };
  }

  #refresh(kinds: readonly Kind[], generation: number): void {
    if (this.#generation === generation) return;
    this.#generation = generation;
    this.#documents = new Map(
      servedVersions(kinds).map((served) => {
        const document = openApiDocument(served);
        return [pathOf(served), { hash: hashOf(document), document }];
      }),
    );
  }
}

function pathOf(served: ServedVersion): string {
  return `${served.group === "" ? "api" : "apis"}/${apiVersionOf(served)}`;
}
