import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema } from "graphql";
import type { GraphQLSchema } from "graphql";

export const PINNED_API_VERSION = "2026-10";

/** Shopify supports a version for at least twelve months from the first of its month. */
export function endOfSupport(version: string): Date {
  const match = /^(\d{4})-(\d{2})$/.exec(version);
  if (match === null) throw new RangeError(`"${version}" is no API version; one looks like 2026-10`);
  return new Date(Date.UTC(Number(match[1]) + 1, Number(match[2]) - 1, 1));
}

export function schemaPath(version: string = PINNED_API_VERSION): string {
  return fileURLToPath(new URL(`admin-${version}.graphql`, import.meta.url));
}

let pinned: GraphQLSchema | undefined;

/** The pinned Admin schema, parsed once a process (about half a second). Callers must not change it. */
export function pinnedSchema(): GraphQLSchema {
  pinned ??= buildSchema(readFileSync(schemaPath(), "utf8"), { assumeValid: true, noLocation: true });
  return pinned;
}
