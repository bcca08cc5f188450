import { expect, it } from "vitest";
import { moveVariables } from "./move-variables.ts";

it("leaves variables in the manifest whose names no ConfigMap takes", () => {
  const values = { A: "1", "b.c": "2", ".": "3", "..": "4", "..d": "5", "e f": "6" };
  const spec = {
    sourceConfiguration: { imageRepository: { imageConfiguration: { runtimeEnvironmentVariables: values } } },
  };
  const moved = moveVariables(spec, "configmap", "web-variables");
  expect(moved.variables).toEqual({ A: "1", "b.c": "2" });
  expect(moved.spec).toEqual({
    sourceConfiguration: {
      imageRepository: {
        imageConfiguration: {
          runtimeEnvironmentVariables: { ".": "3", "..": "4", "..d": "5", "e f": "6" },
          runtimeEnvironmentVariablesFrom: [{ configMapRef: { name: "web-variables" } }],
        },
      },
    },
  });
});
