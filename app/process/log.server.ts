import pino from "pino";
import { logLevel } from "./env.server";

/** Tokens as they look inside longer text: session tokens, Shopify's access tokens, and query parameters that carry one. */
const SECRETS = [
  /eyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\bshp[a-z]{2,3}_[\w-]+/g,
  /(?<=\b(?:id_token|session|hmac|signature|access_token|refresh_token|client_secret)=)[^&\s"\\]+/g,
  /(?<=postgres(?:ql)?:\/\/[^:@\s]*:)[^@\s]+(?=@)/g,
];

function redactSecrets(line: string): string {
  return SECRETS.reduce((text, secret) => text.replace(secret, "[redacted]"), line);
}

interface LoggedError {
  type: string;
  message: string;
  code?: unknown;
  status?: unknown;
  stack?: string;
  cause?: LoggedError;
}

/** Chains of causes end here: some libraries make an error its own cause. */
const MAX_CAUSES = 5;
/** Where things that are thrown but are no errors say what is wrong, best first. */
const REASON_FIELDS = ["message", "statusText", "reason", "error", "error_description", "title"];

/**
 * What is known of anything thrown: errors, answers, the plain objects that libraries make of errors. Only these fields:
 * database errors also carry the row they are about, and objects could carry anything.
 */
function describeError(error: unknown, depth = 0): LoggedError {
  if (typeof error !== "object" || error === null) return { type: typeof error, message: String(error) };
  const fields = error as Readonly<Record<string, unknown>>;
  const { code, status, stack, cause } = fields;
  return {
    type: typeof fields.name === "string" ? fields.name : (error.constructor?.name ?? "Object"),
    message: reasonOf(fields),
    ...(isPlain(code) && { code }),
    ...(isPlain(status) && { status }),
    ...(typeof stack === "string" && { stack }),
    ...(cause !== undefined && depth < MAX_CAUSES && { cause: describeError(cause, depth + 1) }),
  };
}

const isPlain = (value: unknown) => typeof value === "string" || typeof value === "number";

/** Never empty: an error of many, such as a refused connection to a name with two addresses, says nothing itself. */
function reasonOf(fields: Readonly<Record<string, unknown>>): string {
  const said = REASON_FIELDS.map((name) => fields[name]).find((value) => typeof value === "string" && value !== "");
  if (typeof said === "string") return said;
  if (Array.isArray(fields.errors) && fields.errors.length > 0) {
    return [...new Set(fields.errors.map((error) => describeError(error, MAX_CAUSES).message))].join("; ");
  }
  if (isPlain(fields.status)) return `answer ${String(fields.status)}`;
  if (isPlain(fields.code)) return `code ${String(fields.code)}`;
  return `nothing but the fields ${Object.keys(fields).join(", ") || "(none)"}`;
}

export type Log = pino.Logger;

/** Structured lines on standard error; standard output belongs to the results of commands. */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      serializers: { err: (error: unknown) => describeError(error) },
      redact: {
        paths: ["accessToken", "refreshToken", "authorization", "password", "body", "headers", "*.accessToken"],
        censor: "[redacted]",
      },
      hooks: { streamWrite: redactSecrets },
    },
    destination,
  );
}

export const log = createLog(logLevel());
