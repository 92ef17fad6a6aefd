import type { AppContext } from "~/context/context.server";

/** Asks for a forecast now; nothing happens when the shown one is of this day and of all that is known. */
export async function askForForecast({ queue }: Pick<AppContext, "queue">, shopId: string): Promise<void> {
  await queue.send("forecast-value", { shopId });
}
