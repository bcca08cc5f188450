import { Type } from "typebox";
import { roleArn } from "../fields/arn.ts";
import { structure } from "../schema/composites.ts";
import { choice, text } from "../schema/scalars.ts";
import { instanceSizeRule } from "./instance-sizes.ts";

/** The size of an instance and the role that it acts in. */
export const instanceConfiguration = structure(
  {
    cpu: Type.Optional(
      choice(["256", "512", "1024", "2048", "4096", "0.25 vCPU", "0.5 vCPU", "1 vCPU", "2 vCPU", "4 vCPU"], {
        description: "CPU of each instance, in units of 1/1024 vCPU or in vCPU.",
        appRunnerDefault: "1024",
      }),
    ),
    memory: Type.Optional(
      choice(
        [
          "512",
          "1024",
          "2048",
          "3072",
          "4096",
          "6144",
          "8192",
          "10240",
          "12288",
          "0.5 GB",
          "1 GB",
          "2 GB",
          "3 GB",
          "4 GB",
          "6 GB",
          "8 GB",
          "10 GB",
          "12 GB",
        ],
        { description: "Memory of each instance, in MB or GB.", appRunnerDefault: "2048" },
      ),
    ),
    instanceRoleArn: Type.Optional(
      text({
        ...roleArn,
        description: "The IAM role that the application acts in. It can be changed, but not removed.",
      }),
    ),
  },
  {
    description:
      "The size of an instance and its role. App Runner's API model lets any CPU go with any memory; here it must be a pair that App Runner runs.",
    rules: [instanceSizeRule],
  },
);
