import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "~/env.server";

/**
 * The key Shopify's tokens are encrypted by: the given one, or with the embedded database one that is made once and
 * kept beside it, readable by its owner only.
 *
 * @throws {Error} when neither is there.
 */
export function tokenEncryptionKey(
  { TOKEN_ENCRYPTION_KEY, COMEBACK_DATA_DIR }: Pick<Env, "TOKEN_ENCRYPTION_KEY" | "COMEBACK_DATA_DIR">,
  isEmbedded: boolean,
): string {
  if (TOKEN_ENCRYPTION_KEY) return TOKEN_ENCRYPTION_KEY;
  if (!isEmbedded) {
    throw new Error(
      "TOKEN_ENCRYPTION_KEY is not set; `openssl rand -base64 32` makes one, and every process needs the same.",
    );
  }
  const file = join(COMEBACK_DATA_DIR, "token-encryption-key");
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
