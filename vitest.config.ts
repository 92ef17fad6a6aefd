import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Only how long to wait for what must come; a busy machine takes its time. */
const poll = { timeout: 30_000 };
const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

export default defineConfig({
  resolve: { alias },
  test: {
    // Most tests wait for a database or a browser: two files at a time keep two processors busy.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "{app,extensions}/**/*.test.{ts,tsx}",
            "test/simulator/**/*.test.ts",
            "test/{support,commands}/**/*.test.ts",
          ],
          setupFiles: ["test/support/fail-on-console-error.ts", "test/support/property-seed.ts"],
          // Shopify's tester loads an extension's own files, which only Vite can read.
          server: { deps: { inline: [/@shopify\/ui-extensions/] } },
          // A property of a hundred histories takes seconds on a machine that does much else.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "contract",
          include: ["test/contract/**/*.test.ts"],
          testTimeout: 120_000,
          expect: { poll },
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          globalSetup: ["test/support/database/start-database.ts"],
          setupFiles: ["test/support/property-seed.ts"],
          testTimeout: 300_000,
          expect: { poll },
          hookTimeout: 300_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/support/browser/start-demo.ts"],
          testTimeout: 180_000,
          expect: { poll },
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
