import type { CommandSpec } from "../options/command-spec.ts";
import type { OptionValues } from "../options/option-spec.ts";
import { parseBoolean, parseNames, parseText, wholeNumber } from "../options/parse-value.ts";
import {
  addressOption,
  awsOptions,
  clusterOptions,
  logFormatOption,
  logLevelOption,
  readyFileOption,
  requireAwsAccountOption,
  speedOption,
} from "../options/shared-options.ts";

const specs = {
  ...clusterOptions,
  namespaces: {
    flag: "namespaces",
    argument: "<names>",
    env: "APPRUNNER_OPERATOR_NAMESPACES",
    help: "watch these namespaces alone, names between commas (default: all)",
    fallback: undefined,
    parse: parseNames,
  },
  ...awsOptions,
  requireAwsAccount: requireAwsAccountOption,
  clusterId: {
    flag: "cluster-id",
    argument: "<id>",
    env: "APPRUNNER_OPERATOR_CLUSTER_ID",
    help:
      "names this cluster in the ownership tags on AWS; unlike that of every other cluster of the account, and never " +
      "changed (default: the UID of the namespace kube-system)",
    fallback: undefined,
    parse: parseText,
  },
  leaderElect: {
    flag: "leader-elect",
    argument: "[true|false]",
    env: "APPRUNNER_OPERATOR_LEADER_ELECT",
    help: "work only while holding the lease apprunner-operator, so that of several operators one works",
    fallback: true,
    parse: parseBoolean,
  },
  leaderElectionNamespace: {
    flag: "leader-election-namespace",
    argument: "<name>",
    env: "APPRUNNER_OPERATOR_LEADER_ELECTION_NAMESPACE",
    help: "where the lease is (default: POD_NAMESPACE, else the context's namespace, else default)",
    fallback: undefined,
    parse: parseText,
  },
  speed: speedOption(1, "how many times faster than AWS the emulator at --aws-endpoint-url is; for AWS itself 1"),
  workers: {
    flag: "workers",
    argument: "<count>",
    env: "APPRUNNER_OPERATOR_WORKERS",
    help: "how many objects are worked on at once",
    fallback: 4,
    parse: wholeNumber(1, 64),
  },
  metricsAddress: addressOption("metrics", "where Prometheus metrics are served, at /metrics", {
    host: undefined,
    port: 8080,
  }),
  healthAddress: addressOption("health", "where /healthz and /readyz are served", { host: undefined, port: 8081 }),
  logLevel: logLevelOption("info"),
  logFormat: logFormatOption("json"),
  readyFile: readyFileOption,
} as const;

export type RunOptions = OptionValues<typeof specs>;

export const runCommand: CommandSpec<typeof specs> = {
  name: "run",
  summary: "the operator alone, against a Kubernetes cluster and AWS",
  description: `Runs the operator: it follows the AppRunnerServices of a cluster and keeps App Runner as they say. Credentials of
AWS are found as the AWS SDK finds them (environment, profile, IRSA, Pod Identity, instance metadata). Without any it
starts all the same, tells so in each object's conditions, and tries again.`,
  examples: [
    ["apprunner-operator run --region eu-west-1", "against the current context of your kubeconfig"],
    ["apprunner-operator run --namespaces shop,blog --leader-elect=false", "two namespaces, and no lease"],
    [
      "apprunner-operator run --aws-endpoint-url http://127.0.0.1:4566 --speed 40 --region us-east-1",
      "against `apprunner-operator emulate` instead of AWS",
    ],
  ],
  options: specs,
};
