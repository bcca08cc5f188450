import { Type } from "typebox";
import { structure } from "../schema/composites.ts";
import { choice, text } from "../schema/scalars.ts";
import { command, environmentFields } from "./environment.ts";

const codeConfigurationValues = structure(
  {
    ...environmentFields,
    runtime: choice(
      [
        "PYTHON_3",
        "NODEJS_12",
        "NODEJS_14",
        "CORRETTO_8",
        "CORRETTO_11",
        "NODEJS_16",
        "GO_1",
        "DOTNET_6",
        "PHP_81",
        "RUBY_31",
        "PYTHON_311",
        "NODEJS_18",
        "NODEJS_22",
      ],
      { description: "The managed runtime that builds and runs the code." },
    ),
    buildCommand: Type.Optional(command("The command that builds the application.")),
    startCommand: Type.Optional(command("The command that starts the application.")),
  },
  { description: "How the code is built and run. App Runner ignores it when `configurationSource` is `REPOSITORY`." },
);

const codeConfiguration = structure(
  {
    configurationSource: choice(["REPOSITORY", "API"], {
      description:
        "`REPOSITORY`: the file apprunner.yaml in the repository says how to build and run. `API`: `codeConfigurationValues` says so.",
    }),
    codeConfigurationValues: Type.Optional(codeConfigurationValues),
  },
  {
    description: "Where the build and run configuration comes from. App Runner needs it to create a service.",
    rules: [
      {
        rule: "self.configurationSource != 'API' || has(self.codeConfigurationValues)",
        message: "`codeConfigurationValues` must be given when `configurationSource` is API",
        reason: "FieldValueRequired",
        fieldPath: ".codeConfigurationValues",
      },
    ],
  },
);

/** A source code repository. */
export const codeRepository = structure(
  {
    repositoryUrl: text({ description: "The URL of the repository.", maxLength: 51200 }),
    sourceCodeVersion: structure(
      {
        type: choice(["BRANCH"], { description: "What `value` names." }),
        value: text({ description: "The branch. Its newest commit is deployed.", maxLength: 51200 }),
      },
      { description: "The version of the code to deploy." },
    ),
    codeConfiguration: Type.Optional(codeConfiguration),
    sourceDirectory: Type.Optional(
      text({
        description: "The directory, absolute from the root of the repository, in which the commands run.",
        defaultText: "the root of the repository",
        minLength: 1,
        maxLength: 4096,
        pattern: String.raw`^[^\x00]+$`,
      }),
    ),
  },
  {
    description:
      "The service is built from source code. Exactly one of `imageRepository` and `codeRepository` is given.",
  },
);
