// Any Node from 18 runs this file: it needs no package but Prisma's own.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Changes with the schema and with Prisma. */
function sourceHash() {
  const hash = createHash("sha256");
  for (const path of ["prisma/schema.prisma", "node_modules/@prisma/client/package.json"]) {
    hash.update(readFileSync(inRoot(path)));
  }
  return hash.digest("hex");
}

/**
 * Generates the Prisma client into node_modules, where it stands beside its package and is no part of the repository,
 * unless it is there and current. Needs neither network nor database.
 *
 * @param {string} node - the Node that runs Prisma.
 * @throws {Error} with what Prisma says.
 */
export function generateClient(node = process.execPath) {
  // Beside the generated files, so that both go together when packages are installed anew.
  const stamp = inRoot("node_modules/.prisma/client/.source-hash");
  const hash = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const { status, stdout, stderr } = spawnSync(
    node,
    [inRoot("node_modules/prisma/build/index.js"), "generate", "--no-hints"],
    {
      cwd: inRoot("."),
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
      env: {
        ...process.env,
        // Never connected to. Without it and the next line the command line downloads a native engine it does not use.
        DATABASE_URL: "postgresql://nowhere/none",
        PRISMA_CLI_QUERY_ENGINE_TYPE: "client",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (status !== 0)
    throw new Error(`${stdout}${stderr}\nThe database client could not be generated; the reason stands above.`);
  writeFileSync(stamp, hash);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateClient();
