import * as sdk from "@aws-sdk/client-apprunner";

/** Every operation of App Runner, as the SDK has it: each is a command. Sorted. */
export const sdkOperations: readonly string[] = Object.keys(sdk)
  .filter((name) => name.endsWith("Command") && name !== "$Command")
  .map((name) => name.slice(0, -"Command".length))
  .toSorted();
