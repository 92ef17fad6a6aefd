import type { AppContext } from "~/context/context.server";

/** Asks for the lists to be built anew, now; one waiting build is enough however often it is asked. */
export async function requestRebuild(context: AppContext, shopId: string): Promise<void> {
  await context.queue.send("build-recommendations", { shopId }, { isUrgent: true });
}
