// Ends the test server and removes its folder when the test run is gone without having done so, killed outright
// included: this process holds the other end of a pipe to it.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const [dataDir] = process.argv.slice(2);

process.stdin.resume();
process.stdin.once("close", async () => {
  const pidFile = join(dataDir, "postgres", "data", "postmaster.pid");
  if (existsSync(pidFile)) {
    try {
      process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGINT");
    } catch {
      // It has ended by itself.
    }
    for (let tries = 0; existsSync(pidFile) && tries < 200; tries++) await delay(50);
  }
  rmSync(dataDir, { recursive: true, force: true });
});
