// Preloaded into the processes of the check: their clock is ahead of the machine's by CLOCK_AHEAD_MS (behind it when that
// is negative) and runs on, so that the app is installed and reads for the first time when its data folder says.
const ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0);

if (ahead !== 0) {
  const now = Date.now;
  globalThis.Date = class extends Date {
    constructor(...parts) {
      if (parts.length === 0) super(now() + ahead);
      else super(...parts);
    }

    static now() {
      return now() + ahead;
    }
  };
}
