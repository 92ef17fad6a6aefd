import { DatabaseUnavailable } from "./adapters/db/unavailable";

/** Answers 503 when the database is away, which pages explain; everything else passes through. */
export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseUnavailable)
      throw new Response(null, { status: 503, headers: { "Retry-After": "5" } });
    throw error;
  }
}
