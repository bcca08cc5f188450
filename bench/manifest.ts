import type { JsonObject } from "../src/base/json.ts";

/** The object of a small service: a public image with one variable. */
export function serviceManifest(
  name: string,
  more: { readonly tag?: string; readonly region?: string } = {},
): JsonObject {
  return {
    metadata: { name },
    spec: {
      ...(more.region === undefined ? {} : { region: more.region }),
      sourceConfiguration: {
        imageRepository: {
          imageIdentifier: `public.ecr.aws/x1y2z3a4/shop:${more.tag ?? "1"}`,
          imageRepositoryType: "ECR_PUBLIC",
          imageConfiguration: { port: 8000, runtimeEnvironmentVariables: { COLOUR: "blue" } },
        },
      },
    },
  };
}
