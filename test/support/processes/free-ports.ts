import { randomInt } from "node:crypto";
import { demoPorts, takenPort } from "../../simulator/commands/demo/ports";

/** Below the ports that systems hand out to whoever asks for any: of those, another test might get one in between. */
const LOWEST = 10_000;
const HIGHEST = 32_000;

/** A base port for a demo whose ports are all free. */
export async function freeBase(): Promise<number> {
  for (;;) {
    const base = randomInt(LOWEST, HIGHEST);
    if ((await takenPort(Object.values(demoPorts(base)))) === null) return base;
  }
}
