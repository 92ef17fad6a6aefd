import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Seals short secrets for the database. `context` is bound to the result: moved to another row, it does not open. */
export interface TokenCipher {
  seal(secret: string, context: string): string;
  open(sealed: string, context: string): string;
}

const FORMAT = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyId = (key: Buffer) => createHash("sha256").update(key).digest("hex").slice(0, 8);

/**
 * AES-256-GCM under the first of `keys`; the others open what earlier keys sealed, so that keys can be rotated.
 * The result reads `v1.<key id>.<nonce, text and tag>`.
 *
 * @throws {RangeError} if there is no key, or one is not 32 bytes long.
 */
export function tokenCipher(keys: readonly Buffer[]): TokenCipher {
  for (const key of keys) {
    if (key.length !== 32) throw new RangeError(`a token encryption key has 32 bytes, not ${key.length}`);
  }
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  const current = keys[0];
  if (current === undefined) throw new RangeError("no token encryption key");

  return {
    seal(secret, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${FORMAT}.${keyId(current)}.${sealed.toString("base64url")}`;
    },
    open(sealed, context) {
      const [format, id = "", text = ""] = sealed.split(".");
      const key = byId.get(id);
      if (format !== FORMAT || key === undefined) {
        throw new Error(`A stored token is sealed with key "${id}", which TOKEN_ENCRYPTION_KEY does not hold.`);
      }
      const bytes = Buffer.from(text, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    },
  };
}
