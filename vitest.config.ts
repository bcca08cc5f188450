import { defineConfig } from "vitest/config";

/** `npm test`: everything but test/cluster, which needs a real kube-apiserver (vitest.cluster.config.ts). */
export default defineConfig({
  test: {
    include: ["{src,scripts,test}/**/*.test.ts"],
    exclude: ["test/cluster/**"],
    // Threads start quicker than processes, and nothing here changes the process's own state.
    pool: "threads",
    // Half the cores, which is the default, is one worker on a machine of two.
    maxWorkers: "100%",
    // Far above what any test needs (17 s on an idle machine of two cores): a limit that a slow or busy machine reaches
    // would make tests fail at random.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/**/*.test.ts"],
      reportOnFailure: true,
      reporter: ["text", "json-summary"],
    },
  },
});
