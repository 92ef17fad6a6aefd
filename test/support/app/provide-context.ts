import type { AppContext } from "~/context/context.server";

/** Makes `context` the one the routes of this process find. */
export function provideContext(context: AppContext): void {
  (globalThis as Record<symbol, unknown>)[Symbol.for("comeback.context")] = Promise.resolve(context);
}
