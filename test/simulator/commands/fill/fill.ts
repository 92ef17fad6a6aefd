import { spawnApp, stopProcess } from "../app/app-process";
import type { FillAnswer, FillRequest } from "./fill-protocol";
import type { MovedClock } from "../app/moved-clock";

/**
 * Puts a shop into a simulated Shopify that is not running, in a process of its own.
 *
 * @throws {Error} with one sentence that names file and line when a data folder is malformed; nothing is kept then.
 */
export async function fillShopify(
  { clock, ...request }: FillRequest & { readonly clock?: MovedClock },
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Extract<FillAnswer, { kind: "filled" }>> {
  signal.throwIfAborted();
  const child = spawnApp("test/simulator/commands/fill/fill-shopify.ts", clock?.environment ?? {}, 2);
  const stop = () => void stopProcess(child);
  signal.addEventListener("abort", stop);
  try {
    return await new Promise((resolve, reject) => {
      let filled: Extract<FillAnswer, { kind: "filled" }> | undefined;
      child.on("message", (answer: FillAnswer) => {
        if (answer.kind === "progress") say(answer.message);
        else if (answer.kind === "refused") reject(new Error(answer.message));
        else filled = answer;
      });
      child.once("error", reject);
      // Only then it has let go of the files.
      child.once("exit", (code, ending) => {
        if (filled !== undefined) resolve(filled);
        else reject(new Error(`The simulated Shopify could not be filled (${ending ?? `exit code ${code}`}).`));
      });
      child.send(request);
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await stopProcess(child);
  }
}
