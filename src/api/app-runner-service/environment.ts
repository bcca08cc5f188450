import { Type } from "typebox";
import { textMap } from "../schema/composites.ts";
import { variablesFrom } from "./variables-from.ts";
import { integerOrText, text } from "../schema/scalars.ts";

const portPattern = "^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$";

/** A command line. The API bounds no length; this is the longest string that it takes anywhere. */
export function command(description: string) {
  return text({
    description: `${description} App Runner's API model sets no such bound; Kubernetes needs one.`,
    sensitive: true,
    minLength: 1,
    maxLength: 51200,
    pattern: String.raw`^[^\n\r]+$`,
    form: "a command must be one line; join several by && or put them into a script",
  });
}

/** What a running container gets, from an image and from source code alike. */
export const environmentFields = {
  // Tighter than the API model, which has any text of up to 51200 characters, on purpose: an application
  // can listen on nothing else, and a refusal at once is better than a deployment that fails minutes later.
  port: Type.Optional(
    integerOrText({
      description:
        "The port that the application listens on, as a number or as a string. App Runner's API model takes any text; here it must be a port.",
      appRunnerDefault: "8080",
      minimum: 1,
      maximum: 65535,
      maxLength: 5,
      rules: [
        {
          rule: `type(self) != string || self.matches('${portPattern}')`,
          message: "`port` must be a number from 1 to 65535",
        },
      ],
    }),
  ),
  runtimeEnvironmentVariables: Type.Optional(
    textMap({
      description:
        "Environment variables. When given, the service has exactly these; when never given, the variables that it has stay. App Runner's API model does not bound their number; Kubernetes needs a bound.",
      sensitive: true,
      maxEntries: 200,
      value: { maxLength: 51200 },
      rules: [
        {
          rule: "self.all(name, size(name) >= 1 && size(name) <= 51200)",
          message: "the name of an environment variable must have 1 to 51200 characters",
        },
        {
          rule: "self.all(name, !name.startsWith('AWSAPPRUNNER'))",
          message:
            "names of environment variables that begin with AWSAPPRUNNER are reserved by App Runner; choose another name",
        },
      ],
    }),
  ),
  runtimeEnvironmentVariablesFrom: Type.Optional(variablesFrom),
  runtimeEnvironmentSecrets: Type.Optional(
    textMap({
      description:
        "Environment variables whose values App Runner reads at each deployment: the value here is the ARN of a Secrets Manager secret (with `:json-key:version-stage:version-id` if need be), or the ARN, or in the same region the name, of an SSM parameter. They need `instanceConfiguration.instanceRoleArn`. When given, the service has exactly these; when never given, those that it has stay. App Runner's API model does not bound their number; Kubernetes needs a bound.",
      sensitive: true,
      maxEntries: 200,
      value: { minLength: 1, maxLength: 2048 },
      rules: [
        {
          rule: "self.all(name, size(name) >= 1 && size(name) <= 2048)",
          message: "the name of an environment secret must have 1 to 2048 characters",
        },
      ],
    }),
  ),
};
