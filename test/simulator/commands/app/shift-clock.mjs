// Preloaded into the processes of check and demo: their clock is ahead of the machine's by CLOCK_AHEAD_MS (behind it when
// that is negative) and runs on, so that the app stands at the day a data folder or --today says. The app itself knows no
// such setting: a process started without this file has the true time.
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
