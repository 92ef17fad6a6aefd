/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** A calendar day of the shop, `YYYY-MM-DD`, cut in the shop's IANA time zone. */
export type ShopDay = string;
