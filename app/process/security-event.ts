import type { Log } from "./log.server";

const SENTENCES = {
  bad_signature: "a webhook was not signed by Shopify",
  malformed: "a signed webhook came without what Shopify always sends",
  other_shops_body: "a webhook came under the name of a shop that its signed body is not of; it was not used",
  shop_not_told: "checkout messages were used although nothing signed says that they are this shop's",
} as const;

export type SecurityEvent = keyof typeof SENTENCES;

/** Something that an attack could look like: one line, which alarms find and count by its field `security`. */
export function logSecurityEvent(log: Log, security: SecurityEvent, about: object): void {
  log.warn({ security, ...about }, SENTENCES[security]);
}
