import { Type } from "typebox";
import { appRunnerArn, roleArn } from "../fields/arn.ts";
import { atMostOne } from "../fields/at-most-one.ts";
import { objectReference } from "../fields/object-reference.ts";
import { structure } from "../schema/composites.ts";
import { flag, text } from "../schema/scalars.ts";
import { codeRepository } from "./code-repository.ts";
import { imageRepository } from "./image-repository.ts";

/** What the service runs. */
export const sourceConfiguration = structure(
  {
    codeRepository: Type.Optional(codeRepository),
    imageRepository: Type.Optional(imageRepository),
    autoDeploymentsEnabled: Type.Optional(
      flag({
        description: "Whether App Runner deploys by itself when the image's tag moves or the branch gets a commit.",
        defaultText:
          "false for ECR Public and for ECR in another account, which cannot deploy automatically; otherwise true",
      }),
    ),
    authenticationConfiguration: Type.Optional(
      structure(
        {
          connectionArn: Type.Optional(
            text({
              ...appRunnerArn,
              description: "The App Runner connection to the code's provider. A code repository needs it.",
            }),
          ),
          connectionRef: Type.Optional(
            objectReference({
              kind: "Connection",
              description: "The connection as an object of this cluster, instead of its ARN.",
              arnPath: "sourceConfiguration.authenticationConfiguration.connectionArn",
            }),
          ),
          accessRoleArn: Type.Optional(
            text({
              ...roleArn,
              description: "The IAM role with which App Runner pulls the image. A private ECR repository needs it.",
            }),
          ),
        },
        {
          description: "What App Runner reads the source with.",
          rules: [atMostOne("connectionArn", "connectionRef")],
        },
      ),
    ),
  },
  {
    description: "What the service runs: an image or source code. Which of the two can never change.",
    rules: [
      {
        rule: "has(self.codeRepository) != has(self.imageRepository)",
        message: "exactly one of `codeRepository` and `imageRepository` must be given",
      },
    ],
  },
);
