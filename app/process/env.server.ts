import { z } from "zod";

/** An empty value is as good as none: compose files and CI pass those on. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value || undefined, schema.optional());

const text = (name: string, hint: string) =>
  z.string({ error: `${name} is not set: ${hint}` }).min(1, `${name} is empty: ${hint}`);

const httpUrl = (name: string) =>
  z
    .url({ protocol: /^https?$/, error: `${name} must be an address such as https://comeback.example.com` })
    .transform((value) => value.replace(/\/+$/, ""));

const databaseUrl = (name: string) =>
  z.string().refine((value) => {
    const url = URL.parse(value);
    return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.username !== "" && url.pathname.length > 1;
  }, `${name} must look like postgresql://user:password@host:5432/database`);

const base64Keys = z
  .string()
  .refine(
    (value) => value.split(",").every((key) => /^[\w+/-]+=*$/.test(key) && Buffer.from(key, "base64").length === 32),
    "TOKEN_ENCRYPTION_KEY must be 32 bytes in base64; `openssl rand -base64 32` makes one",
  );

const hint = "copy .env.example to .env and fill it in";

const serverSchema = z.object({
  NODE_ENV: z
    .enum(["development", "production", "test"], "NODE_ENV must be development, production or test")
    .default("development"),
  LOG_LEVEL: optional(
    z.enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent",
    ),
  ),
  /** The app's login, bound by row security. */
  DATABASE_URL: optional(databaseUrl("DATABASE_URL")),
  /** The owner of the schema; only set-up uses it. */
  MIGRATION_DATABASE_URL: optional(databaseUrl("MIGRATION_DATABASE_URL")),
  /** Whether an embedded server may take the place of DATABASE_URL; not said, it may everywhere but in production. */
  COMEBACK_EMBEDDED_DATABASE: optional(
    z.enum(["0", "1"], "COMEBACK_EMBEDDED_DATABASE must be 1 or 0").transform((value) => value === "1"),
  ),
  COMEBACK_DATA_DIR: z.preprocess((value) => value || undefined, z.string().default(".comeback")),
});

const appSchema = serverSchema.extend({
  PORT: z.preprocess(
    (value) => value || undefined,
    z.coerce
      .number("PORT must be a whole number from 0 to 65535")
      .int("PORT must be a whole number from 0 to 65535")
      .min(0, "PORT must be a whole number from 0 to 65535")
      .max(65_535, "PORT must be a whole number from 0 to 65535")
      .default(3000),
  ),
  HOST: optional(z.string()),
  SHOPIFY_API_KEY: text("SHOPIFY_API_KEY", hint),
  SHOPIFY_API_SECRET: text("SHOPIFY_API_SECRET", hint),
  /** The secret before the last rotation, accepted for signatures until it is removed. */
  SHOPIFY_API_SECRET_PREVIOUS: optional(z.string()),
  SHOPIFY_APP_URL: z.string({ error: `SHOPIFY_APP_URL is not set: ${hint}` }).pipe(httpUrl("SHOPIFY_APP_URL")),
  APP_BRIDGE_URL: z.preprocess(
    (value) => value || undefined,
    httpUrl("APP_BRIDGE_URL").default("https://cdn.shopify.com/shopifycloud/app-bridge.js"),
  ),
  /** Without it a key file is kept beside the embedded database. After a rotation: the new key, a comma, the old one. */
  TOKEN_ENCRYPTION_KEY: optional(base64Keys),
});

/** Where settings are read from, such as process.env. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** What every command needs. */
export type ServerEnv = z.output<typeof serverSchema>;

/** What web and worker need besides. */
export type Env = z.output<typeof appSchema>;

export const parseServerEnv = (source: Settings): ServerEnv => parse(serverSchema, source);

export const parseEnv = (source: Settings): Env => parse(appSchema, source);

/** @throws {Error} naming every bad variable in one sentence each, never with its value. */
function parse<T extends z.ZodType>(schema: T, source: Settings): z.output<T> {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${issue.message}.`).join("\n"));
}

let known: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  return (known ??= parseEnv(process.env));
}

let knownServer: ServerEnv | undefined;

export function serverEnv(): ServerEnv {
  return (knownServer ??= parseServerEnv(process.env));
}

/** Settings for what the process was not given: those of its `.env` file, or a command's own. */
export function provideSettings(settings: Settings): void {
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
}

/** The environment of a program started from here: this process's own, and `settings` over it. */
export const environmentWith = (settings: Settings): NodeJS.ProcessEnv => ({ ...process.env, ...settings });

/** How much is logged: asked before the settings are read and checked, so that nothing bad in them stops it. */
export function logLevel(): string {
  const { data } = serverSchema.shape.LOG_LEVEL.safeParse(process.env.LOG_LEVEL);
  return data ?? (process.env.NODE_ENV === "test" ? "fatal" : "info");
}
