/** How current the numbers of a page are. */
export const asOf = {
  nothing: "{counts, select, visits {No visits counted yet.} other {No orders counted yet.}}",
  upTo: "{counts, select, visits {Includes visits up to {time}, shop time ({zone}).} other {Includes orders up to {time}, shop time ({zone}).}}",
  arriving: "{count, plural, one {{shown} change} other {{shown} changes}} arriving.",
  inPart: "The comparison runs to the same time of day.",
} as const;
