import type { CommandSpec } from "../options/command-spec.ts";
import type { OptionValues } from "../options/option-spec.ts";
import { oneOf, parseBoolean, parseNames, parsePaths, parseText } from "../options/parse-value.ts";
import { awsOptions, clusterOptions, requireAwsAccountOption } from "../options/shared-options.ts";

const specs = {
  filename: {
    flag: "filename",
    short: "f",
    argument: "<path>",
    isRepeatable: true,
    env: "APPRUNNER_OPERATOR_FILENAME",
    help: "a file or folder of manifests to plan for, or - for the standard input; may be given several times (default: what is in the cluster)",
    fallback: [],
    shownFallback: "none",
    parse: parsePaths,
  },
  namespaces: {
    flag: "namespaces",
    short: "n",
    argument: "<names>",
    env: "APPRUNNER_OPERATOR_NAMESPACES",
    help: "look at these namespaces alone, names between commas (default: all)",
    fallback: undefined,
    parse: parseNames,
  },
  withoutCluster: {
    flag: "without-cluster",
    argument: "[true|false]",
    env: "APPRUNNER_OPERATOR_WITHOUT_CLUSTER",
    help: "plan for the files as in a cluster that has nothing yet, and ask none",
    fallback: false,
    parse: parseBoolean,
  },
  ...clusterOptions,
  ...awsOptions,
  clusterId: {
    flag: "cluster-id",
    argument: "<id>",
    env: "APPRUNNER_OPERATOR_CLUSTER_ID",
    help: "names the cluster in the ownership tags on AWS, as given to the operator (default: the UID of the namespace kube-system)",
    fallback: undefined,
    parse: parseText,
  },
  requireAwsAccount: requireAwsAccountOption,
  output: {
    flag: "output",
    short: "o",
    argument: "<format>",
    env: "APPRUNNER_OPERATOR_OUTPUT",
    help: "what stdout says: text for people, json or yaml",
    fallback: "text",
    parse: oneOf(["text", "json", "yaml"]),
  },
} as const;

export type PlanOptions = OptionValues<typeof specs>;

export const planCommand: CommandSpec<typeof specs> = {
  name: "plan",
  summary: "which App Runner calls would be made, in what order, and why; makes none",
  description: `Shows what the operator would do for the manifests in files, or for what is in the cluster: every App Runner call that
changes something, in its order, with the reason and the fields that it changes (values of variables are not shown), what
restarts, what is replaced, what cannot be done. It reads the cluster and App Runner and runs the operator itself over
copies of both, so that what is planned is what it would do, as long as App Runner does what it is asked for. Objects
that the files do not name stay as they are. Exit code 0: nothing to do; 2: something to do.`,
  examples: [
    ["apprunner-operator plan -f manifests/ --region eu-west-1", "what `kubectl apply -f manifests/` would come to"],
    ["apprunner-operator plan --namespaces shop", "what the operator has still to do for what is in the cluster"],
    ["apprunner-operator plan -f manifests/ --without-cluster -o json", "without a cluster, for machines"],
  ],
  options: specs,
};
