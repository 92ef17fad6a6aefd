/** Where a fault strikes. */
export type Surface = "graphql" | "token" | "download";

export type FaultKind =
  /** GraphQL only: HTTP 200 with the code THROTTLED and an empty bucket. */
  | { readonly type: "throttled" }
  /** A bare HTTP answer; 429 carries `Retry-After` when `retryAfterSeconds` is given. */
  | { readonly type: "status"; readonly status: number; readonly retryAfterSeconds?: number; readonly body?: string }
  /** An HTML page with status 200, as a proxy in between might answer. */
  | { readonly type: "html" }
  /** No answer; the connection stays open until the client gives up or the simulator closes. */
  | { readonly type: "hang" }
  /** The connection is reset before any answer. */
  | { readonly type: "reset" }
  /** GraphQL only: HTTP 200 with one top-level error. */
  | { readonly type: "graphqlError"; readonly code: string; readonly message: string }
  /** Token only: the answer lacks these fields. */
  | { readonly type: "omit"; readonly fields: readonly string[] }
  /** Download only: the announced length is kept, the connection is reset after this share of the bytes. */
  | { readonly type: "resetAt"; readonly share: number }
  /** Download only: a complete answer with only this share of the bytes, cut wherever that is. */
  | { readonly type: "cutAt"; readonly share: number }
  /** Download only: nothing comes after this share of the bytes; the connection stays open as with `hang`. */
  | { readonly type: "stallAt"; readonly share: number }
  | { readonly type: "redirect"; readonly location: string };

export interface Fault {
  readonly surface: Surface;
  readonly kind: FaultKind;
  /** Only calls for this shop; default any. */
  readonly shop?: string;
  /** Only calls whose body, or for downloads whose path, holds this text. */
  readonly matching?: string;
  /** How many calls it strikes; default one. */
  readonly times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that strikes this call, used up by one. */
  take(surface: Surface, call: { readonly shop?: string | undefined; readonly text: string }): FaultKind | undefined;
}

export function faultRegistry(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear() {
      waiting = [];
    },
    take(surface, { shop, text }) {
      const struck = waiting.find(
        ({ fault }) =>
          fault.surface === surface &&
          (fault.shop === undefined || fault.shop === shop) &&
          (fault.matching === undefined || text.includes(fault.matching)),
      );
      if (struck === undefined) return undefined;
      struck.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return struck.fault.kind;
    },
  };
}
