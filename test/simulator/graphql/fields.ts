import type { Args, Source } from "./connections";
import type { ApiContext } from "./context";

/** How the fields of one type are answered. What is not in the table is a property of the source, or absent. */
export type Fields<S> = Readonly<Record<string, (source: S, args: Args, context: ApiContext) => unknown>>;

export interface Gid {
  readonly type: string;
  readonly id: number;
}

/** `gid://shopify/Order/1` taken apart; `undefined` when it is none. */
export function parseGid(text: unknown): Gid | undefined {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(String(text));
  return match === null ? undefined : { type: match[1] ?? "", id: Number(match[2]) };
}

/** A value that is served by its own properties. */
export type PlainSource = Source & Readonly<Record<string, unknown>>;

export function plain(__typename: string, properties: Readonly<Record<string, unknown>>): PlainSource {
  return { ...properties, __typename };
}
