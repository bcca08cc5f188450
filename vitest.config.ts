import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** `npm test`: everything but test/cluster, which needs a real kube-apiserver (vitest.cluster.config.ts). */
export default defineConfig({
  test: {
    include: ["{src,scripts,test}/**/*.test.ts"],
    exclude: ["test/cluster/**"],
    // Threads start quicker than processes, and nothing here changes the process's own state.
    pool: "threads",
    // Many tests wait for processes and clocks more than they compute: 218 s instead of 294 s on two cores.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
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
