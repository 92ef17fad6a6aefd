/** Why events were not stored. */
export type DropReason =
  "not_a_pixel" | "unknown_account" | "malformed" | "client_too_fast" | "shop_too_busy" | "too_many_waiting" | "failed";

export interface EventCounts {
  /** Those that reached the store, whether they were new to it or came again. */
  readonly accepted: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
}

const EVERY_MS = 60_000;

/** Counts what comes in, and passes the counts on once a minute while anything does. */
export function countEvents(report: (counts: EventCounts) => void) {
  let accepted = 0;
  let dropped: Partial<Record<DropReason, number>> = {};
  let timer: NodeJS.Timeout | null = null;

  const begin = () => {
    timer ??= setTimeout(() => {
      report({ accepted, dropped });
      [accepted, dropped, timer] = [0, {}, null];
    }, EVERY_MS).unref();
  };
  return {
    accept(count: number): void {
      if (count === 0) return;
      accepted += count;
      begin();
    },
    drop(reason: DropReason, count: number): void {
      if (count === 0) return;
      dropped[reason] = (dropped[reason] ?? 0) + count;
      begin();
    },
  };
}
