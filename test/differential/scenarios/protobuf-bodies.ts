import { encodeObject, type Message } from "../protobuf.ts";
import type { Scenario, Step } from "../scenario.ts";
import { get } from "../steps.ts";

const secrets = "/api/v1/namespaces/{{ns}}/secrets";
const configMaps = "/api/v1/namespaces/{{ns}}/configmaps";

const metadata = (name: string, labels: Readonly<Record<string, string>> = {}): Message => [
  [1, name],
  ...Object.entries(labels).map(([key, value]) => [11, entry(key, value)] as const),
];

/** A member of a map is a message of key and value. */
function entry(key: string, value: string): Message {
  return [
    [1, key],
    [2, value],
  ];
}

function send(title: string, method: string, path: string, body: Uint8Array): Step {
  // Clients ask for protobuf or JSON, and take either: JSON can be compared.
  const headers = { "content-type": "application/vnd.kubernetes.protobuf", accept: "application/json" };
  return { title, method, path, body, headers };
}

const secret = (name: string, ...data: readonly (readonly [string, string])[]): Uint8Array =>
  encodeObject("v1", "Secret", [
    [1, metadata(name, { owner: "helm" })],
    ...data.map(([key, value]) => [2, entry(key, value)] as const),
    [3, "helm.sh/release.v1"],
  ]);

const options = (object: Message): Uint8Array => encodeObject("v1", "DeleteOptions", object);

/** kubectl 1.32 and newer and Helm 4 send these kinds as protobuf, and do not fall back to JSON. */
export const protobufBodiesScenario: Scenario = {
  name: "protobuf-bodies",
  steps: [
    send("creates a secret", "POST", `${secrets}?fieldManager=helm`, secret("release", ["release", "abc"])),
    send("does not create it twice", "POST", secrets, secret("release")),
    send("replaces it", "PUT", `${secrets}/release`, secret("release", ["release", "def"], ["more", ""])),
    get("has what was sent", `${secrets}/release`),
    send(
      "creates a config map",
      "POST",
      configMaps,
      encodeObject("v1", "ConfigMap", [
        [1, metadata("settings")],
        [2, entry("a", "b")],
      ]),
    ),
    send(
      "creates a namespace",
      "POST",
      "/api/v1/namespaces",
      encodeObject("v1", "Namespace", [[1, metadata("by-protobuf")]]),
    ),
    send(
      "refuses to delete another uid",
      "DELETE",
      `${secrets}/release`,
      options([[2, [[1, "01234567-89ab-cdef-0123-456789abcdef"]]]]),
    ),
    send("deletes in the background", "DELETE", `${secrets}/release`, options([[4, "Background"]])),
    get("has deleted it", `${secrets}/release`),
    send("deletes with empty options", "DELETE", `${configMaps}/settings`, options([])),
    send("refuses bytes that are none", "POST", secrets, Buffer.from("k8s\0oh no")),
    send("refuses bytes without the mark", "POST", secrets, Buffer.from("oh no")),
  ],
};
