// Preloaded into the processes of the demo and the check: when the command that started them is gone, however it
// ended, its channel closes and they stop as on SIGTERM. Nothing is left running that blocks the next start.
const STOP_MS = 12_000;

if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref();
}
