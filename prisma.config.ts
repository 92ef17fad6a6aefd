import { defineConfig } from "prisma/config";
import { migrationAdapter } from "./prisma/migration-adapter";

// Prisma 6.19 never clears the ten seconds it allows for its lock, so a finished command would wait them out.
const LOCK_TIMEOUT_MS = 10_000;
const { setTimeout } = globalThis;
globalThis.setTimeout = Object.assign((...[run, delayMs, ...rest]: Parameters<typeof setTimeout>) => {
  const timer = setTimeout(run, delayMs, ...rest);
  return delayMs === LOCK_TIMEOUT_MS ? timer.unref() : timer;
}, setTimeout);

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => migrationAdapter(process.env.MIGRATION_DATABASE_URL ?? ""),
});
