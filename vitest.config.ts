import { defineConfig } from "vitest/config";

/** `npm test`: everything but test/cluster, which needs a real kube-apiserver (vitest.cluster.config.ts). */
export default defineConfig({
  test: {
    include: ["{src,scripts,test}/**/*.test.ts"],
    exclude: ["test/cluster/**"],
    // Threads start quicker than processes, and nothing here changes the process's own state.
    pool: "threads",
    // Far above what any test needs: a limit that a busy machine reaches would make tests fail at random.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/**/*.test.ts"],
      reportOnFailure: true,
      reporter: ["text", "json-summary"],
    },
  },
});
