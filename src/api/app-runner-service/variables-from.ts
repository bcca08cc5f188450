import { Type } from "typebox";
import { kubernetesName } from "../fields/object-reference.ts";
import { atomicList, structure } from "../schema/composites.ts";
import { flag, text } from "../schema/scalars.ts";

const configMapName = text({
  description: "The name of the ConfigMap, in the same namespace.",
  minLength: 1,
  maxLength: 253,
  pattern: kubernetesName,
  form: "`name` must be the name of a Kubernetes object: lower-case letters, digits, hyphens and dots",
});

const source = structure(
  {
    name: Type.Optional(
      text({
        description: "The name of the variable. Absent: the key.",
        minLength: 1,
        maxLength: 253,
      }),
    ),
    configMapKeyRef: Type.Optional(
      structure(
        {
          name: configMapName,
          key: text({ description: "The key in it.", minLength: 1, maxLength: 253, pattern: "^[-._a-zA-Z0-9]+$" }),
        },
        { description: "One key of a ConfigMap." },
      ),
    ),
    configMapRef: Type.Optional(
      structure({ name: configMapName }, { description: "A ConfigMap, of which every key becomes a variable." }),
    ),
    prefix: Type.Optional(
      text({ description: "What is put in front of every key of a whole ConfigMap.", minLength: 1, maxLength: 253 }),
    ),
    optional: Type.Optional(
      flag({ description: "Whether the ConfigMap, or the key, may be missing.", defaultText: "false" }),
    ),
  },
  {
    description: "Where variables come from: one key of a ConfigMap, or all of one.",
    rules: [
      {
        rule: "has(self.configMapKeyRef) != has(self.configMapRef)",
        message: "exactly one of `configMapKeyRef` and `configMapRef` must be given",
      },
      {
        rule: "!has(self.name) || has(self.configMapKeyRef)",
        message: "`name` must be left out with `configMapRef`, whose keys are the names; give a `prefix` instead",
        fieldPath: ".name",
      },
      {
        rule: "!has(self.prefix) || has(self.configMapRef)",
        message: "`prefix` must be left out with `configMapKeyRef`; give the `name` instead",
        fieldPath: ".prefix",
      },
    ],
  },
);

/** Environment variables from ConfigMaps. */
export const variablesFrom = atomicList(source, {
  description:
    "Environment variables from ConfigMaps of the namespace, put together with `runtimeEnvironmentVariables`: of one name the later entry counts, and that map above all. A change of a ConfigMap reaches the service at once, as an update with new instances. While one is missing that is not optional, the service waits.",
  standsFor: "runtimeEnvironmentVariables",
  maxItems: 20,
});
