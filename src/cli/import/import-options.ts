import type { CommandSpec } from "../options/command-spec.ts";
import type { OptionValues } from "../options/option-spec.ts";
import { oneOf, parseBoolean, parseGlobs, parseNamespace, parsePairs, parseText } from "../options/parse-value.ts";
import { awsOptions } from "../options/shared-options.ts";

const specs = {
  name: {
    flag: "name",
    argument: "<names>",
    env: "APPRUNNER_OPERATOR_NAME",
    help: "import services with these names at App Runner alone, between commas; * stands for any characters (default: all)",
    fallback: undefined,
    parse: parseGlobs,
  },
  tag: {
    flag: "tag",
    argument: "<key=value>",
    env: "APPRUNNER_OPERATOR_TAG",
    help: "import services with all of these tags alone, between commas; a key alone asks for any value",
    fallback: undefined,
    parse: parsePairs,
  },
  namespace: {
    flag: "namespace",
    short: "n",
    argument: "<name>",
    env: "APPRUNNER_OPERATOR_NAMESPACE",
    help: "the namespace to write into the manifests (default: none, so that kubectl decides)",
    fallback: undefined,
    parse: parseNamespace,
  },
  variables: {
    flag: "variables",
    argument: "<where>",
    env: "APPRUNNER_OPERATOR_VARIABLES",
    help: "where environment variables go: manifest, as they are; configmap, into a ConfigMap for each service; omit, nowhere: the services keep them",
    fallback: "manifest",
    parse: oneOf(["manifest", "configmap", "omit"]),
  },
  directory: {
    flag: "directory",
    short: "d",
    argument: "<folder>",
    env: "APPRUNNER_OPERATOR_DIRECTORY",
    help: "where the manifests are written, one folder for each service",
    fallback: "apprunner",
    parse: parseText,
  },
  force: {
    flag: "force",
    argument: "[true|false]",
    env: "APPRUNNER_OPERATOR_FORCE",
    help: "write over files that are there",
    fallback: false,
    parse: parseBoolean,
  },
  ...awsOptions,
  output: {
    flag: "output",
    short: "o",
    argument: "<format>",
    env: "APPRUNNER_OPERATOR_OUTPUT",
    help: "text writes files and tells which; yaml and json write the manifests to stdout instead",
    fallback: "text",
    parse: oneOf(["text", "json", "yaml"]),
  },
} as const;

export type ImportOptions = OptionValues<typeof specs>;

export const importCommand: CommandSpec<typeof specs> = {
  name: "import",
  summary: "write manifests for what an account has, which adopt it without a change",
  description: `Reads the services of an AWS account and region, and what they refer to, and writes manifests that adopt them as they
are: applied to a cluster with the operator, they cause no update and no restart, only tags, which
\`apprunner-operator plan\` shows before. Where both ends are imported, objects refer to each other instead of by ARN.
What App Runner has by default is left out. Variables are written as they are: look through them for secrets before you
commit them. Nothing is changed in AWS.`,
  examples: [
    ["apprunner-operator import --region eu-west-1", "everything, into the folder apprunner"],
    [
      "apprunner-operator import --region eu-west-1 --name 'shop-*' --tag team=shop -n shop",
      "some of it, for a namespace",
    ],
    ["apprunner-operator import --region eu-west-1 -o yaml | kubectl diff -f -", "to stdout"],
  ],
  options: specs,
};
