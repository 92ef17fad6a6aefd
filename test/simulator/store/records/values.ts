/**
 * What a simulated shop holds. Money is an integer in minor units of the shop currency, time is epoch
 * milliseconds, and ids are the numbers Shopify puts at the end of its global ids.
 */
export type Minor = number;
export type EpochMs = number;
export type Id = number;

export interface Attribute {
  readonly key: string;
  readonly value: string;
}
