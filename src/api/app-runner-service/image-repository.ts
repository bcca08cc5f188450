import { Type } from "typebox";
import { structure } from "../schema/composites.ts";
import { choice, text } from "../schema/scalars.ts";
import { command, environmentFields } from "./environment.ts";

const repositoryPath = "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";
const tagOrDigest = String.raw`(?::[\w+\-=._:/@]+|@[\w:]+)?`;
const privateImage = String.raw`[0-9]{12}.dkr.ecr.[a-z-]+-[0-9].amazonaws.com/${repositoryPath}${tagOrDigest}`;
const publicImage = String.raw`public\.ecr\.aws/.+/${repositoryPath}${tagOrDigest}`;

/** A source image. */
export const imageRepository = structure(
  {
    imageIdentifier: text({
      description:
        "The image, with its tag or digest: `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>` or `public.ecr.aws/<alias>/<repository>:<tag>`. App Runner runs linux/amd64 only.",
      minLength: 1,
      maxLength: 1024,
      pattern: `^(?:${privateImage}|${publicImage})$`,
      form: "`imageIdentifier` must be an image of Amazon ECR, <account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>, or of ECR Public, public.ecr.aws/<alias>/<repository>:<tag>; copy images of other registries there",
    }),
    imageRepositoryType: choice(["ECR", "ECR_PUBLIC"], {
      description: "`ECR`: a private repository. `ECR_PUBLIC`: a repository of the ECR Public Gallery.",
      mutability: "immutable",
    }),
    imageConfiguration: Type.Optional(
      structure(
        {
          ...environmentFields,
          startCommand: Type.Optional(
            command("The command that starts the application, instead of the one that the image names."),
          ),
        },
        { description: "How the image is run." },
      ),
    ),
  },
  { description: "The service runs an image. Exactly one of `imageRepository` and `codeRepository` is given." },
);
