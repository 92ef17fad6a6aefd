/**
 * Pins the Admin API schema the simulator, the code generator and the contract tests read:
 *
 *     node --import tsx test/simulator/schema/pin-schema.ts [2026-10]
 *
 * Shopify ships the introspection of every supported version inside the npm package `@shopify/dev-mcp`.
 * Installing it would bring 370 MB of dependencies, so the package is only packed and one file is taken out.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, printSchema } from "graphql";
import type { IntrospectionQuery } from "graphql";
import { PINNED_API_VERSION, schemaPath } from "./pinned-schema";

const SOURCE_PACKAGE = "@shopify/dev-mcp@1.16.0";

function introspectionOf(version: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "admin-schema-"));
  try {
    execFileSync("npm", ["pack", SOURCE_PACKAGE, "--silent"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
    if (archive === undefined) throw new Error(`npm packed no archive of ${SOURCE_PACKAGE}`);
    const member = `package/dist/data/admin_${version}.json.gz`;
    execFileSync("tar", ["xzf", archive, member], { cwd: folder });
    return JSON.parse(gunzipSync(readFileSync(join(folder, member))).toString("utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Descriptions are 80% of the text and nothing here reads them; the reasons of deprecations stay. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === "description" ? null : withoutDescriptions(inner)]),
  );
}

const version = process.argv[2] ?? PINNED_API_VERSION;
const answer = introspectionOf(version) as { data?: IntrospectionQuery } & IntrospectionQuery;
const introspection = withoutDescriptions(answer.data ?? answer) as IntrospectionQuery;
const path = schemaPath(version);
writeFileSync(path, `${printSchema(buildClientSchema(introspection, { assumeValid: true }))}\n`);
process.stdout.write(`wrote ${path}\n`);
