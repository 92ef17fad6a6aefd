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
  stack?: string;
  cause?: LoggedError;
}

/** Only these fields: database errors also carry the row they are about. */
function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  return {
    type: error.name,
    message: error.message,
    ...("code" in error && { code: error.code }),
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

export type Log = pino.Logger;

/** Structured lines on standard error; standard output belongs to the results of commands. */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      serializers: { err: describeError },
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
