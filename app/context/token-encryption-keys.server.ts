import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "~/process/env.server";

/**
 * The keys Shopify's tokens are sealed by, the current one first: the given ones, or with the embedded database one
 * that is made once and kept beside it, readable by its owner only.
 *
 * @throws {Error} when neither is there.
 */
export function tokenEncryptionKeys(
  { TOKEN_ENCRYPTION_KEY, COMEBACK_DATA_DIR }: Pick<Env, "TOKEN_ENCRYPTION_KEY" | "COMEBACK_DATA_DIR">,
  isEmbedded: boolean,
): Buffer[] {
  if (!TOKEN_ENCRYPTION_KEY && !isEmbedded) {
    throw new Error(
      "TOKEN_ENCRYPTION_KEY is not set; `openssl rand -base64 32` makes one, and every process needs the same.",
    );
  }
  const keys = TOKEN_ENCRYPTION_KEY ?? keyBeside(COMEBACK_DATA_DIR);
  return keys.split(",").map((key) => Buffer.from(key, "base64"));
}

function keyBeside(dataDir: string): string {
  const file = join(dataDir, "token-encryption-key");
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString("base64"), { mode: 0o600 });
  try {
    // Takes its place only where there is none, whole or not at all, also when two processes start at once.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, "utf8");
}
