import { DatabaseUnavailable } from "~/adapters/db/connect/unavailable";
import { ShopifyError } from "~/adapters/shopify/connect/shopify-error";
import { NoPlace } from "~/process/fair-places";

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
  if (error instanceof DatabaseUnavailable) return later("Comeback cannot reach its data at the moment.");
  if (error instanceof NoPlace) return later("Comeback is still busy with earlier pages and downloads of this shop.");
  if (error instanceof ShopifyError && error.isRetryable) return later("Shopify is not responding at the moment.");
  if (error instanceof Error && "code" in error && NO_TEXT_STATES.includes(error.code)) {
    return new Response("The address or the form holds a character that is no text.", { status: 400 });
  }
  return null;
}

const later = (sentence: string) =>
  new Response(`${sentence} Nothing is lost: try again in a minute.`, {
    status: 503,
    headers: { "Retry-After": RETRY_AFTER_SECONDS, "Content-Type": "text/plain; charset=utf-8" },
  });
