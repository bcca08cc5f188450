/** How the image and `npm run operator` start Node; test/bench holds them to it. */
export const nodeFlags: readonly string[] = ["--max-semi-space-size=2"];
