import { ApiError } from "../errors/api-error.ts";

/** In which form the client wants an answer. */
type AnswerForm = "object" | "table" | "metadata";

export interface Negotiated {
  readonly form: AnswerForm;
  readonly encoding: "json" | "yaml";
  /** Of tables and metadata. */
  readonly metaVersion: "v1" | "v1beta1";
}

/** Picks the first media type of an Accept header that this server can answer with. @throws ApiError 406 */
export function negotiate(accept: string | null): Negotiated {
  if (accept === null || accept.trim() === "") return plain;
  for (const range of accept.split(",")) {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
    const encoding = encodings[type];
    const named = new Map(parameters.map(nameAndValue));
    const form = formOf(named);
    const metaVersion = named.get("v") === "v1beta1" ? "v1beta1" : "v1";
    if (encoding !== undefined && form !== undefined) return { form, encoding, metaVersion };
  }
  const message =
    "only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf";
  throw new ApiError(406, "NotAcceptable", message);
}

const plain: Negotiated = { form: "object", encoding: "json", metaVersion: "v1" };

const encodings: Readonly<Record<string, Negotiated["encoding"]>> = {
  "application/json": "json",
  "application/*": "json",
  "*/*": "json",
  "application/yaml": "yaml",
};

function formOf(parameters: ReadonlyMap<string, string>): AnswerForm | undefined {
  const as = parameters.get("as");
  if (as === undefined) return "object";
  if (parameters.get("g") !== "meta.k8s.io" || !["v1", "v1beta1"].includes(parameters.get("v") ?? "")) return undefined;
  if (as === "Table") return "table";
  return as === "PartialObjectMetadata" || as === "PartialObjectMetadataList" ? "metadata" : undefined;
}

function nameAndValue(parameter: string): [string, string] {
  const [name = "", value = ""] = parameter.split("=");
  return [name, value];
}
