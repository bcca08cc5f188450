import { defineConfig } from "vitest/config";

/** The suites that need a real kube-apiserver. One file at a time: each starts servers of its own, which take memory. */
export default defineConfig({
  test: {
    include: ["test/cluster/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
