import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { NoPlace } from "~/process/fair-places";
import { REQUEST_TEXTS } from "~/words/parts/requests";
import { wordsOf } from "~/words/words";

const say = wordsOf(REQUEST_TEXTS);

const RETRY_AFTER_SECONDS = "5";
/** PostgreSQL's names for text it cannot hold. */
const NO_TEXT_STATES: readonly unknown[] = ["22021", "22P05"];

/**
 * Answers 503 with a sentence when the app cannot do it now, and 400 when the database cannot hold what was asked for;
 * everything else passes through.
 */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw answerTo(error) ?? error;
  }
}

function answerTo(error: unknown): Response | null {
  if (error instanceof DatabaseUnavailable) return later("database");
  if (error instanceof NoPlace) return later("busy");
  if (error instanceof ShopifyError && error.isRetryable) return later("shopify");
  if (error instanceof Error && "code" in error && NO_TEXT_STATES.includes(error.code)) {
    return new Response(say("unstorable"), { status: 400 });
  }
  return null;
}

const later = (why: "database" | "busy" | "shopify") =>
  new Response(say(`later.${why}`, { again: say("later.again") }), {
    status: 503,
    headers: { "Retry-After": RETRY_AFTER_SECONDS, "Content-Type": "text/plain; charset=utf-8" },
  });
