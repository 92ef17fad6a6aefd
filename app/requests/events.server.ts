import { appContext } from "~/context/context.server";
import { eventDesk } from "~/features/measurement/accept-events.server";
import { log } from "~/process/log.server";

/** Takes in what the web pixel sends. */
export const acceptEvents = eventDesk(appContext, log);
