import type { AdminLink } from "./admin-link";

const RENEW_BEFORE_EXPIRY_MS = 5_000;

export interface SessionTokens {
  /** The current token, asked for again shortly before it expires. */
  current(): Promise<string>;
  fresh(): Promise<string>;
}

export function sessionTokens(link: AdminLink): SessionTokens {
  let pending: Promise<string> | null = null;
  let renewAt = 0;

  const fresh = (): Promise<string> => {
    const asked = link
      .ask((request) => ({ type: "id-token", request }), "id-token")
      .then(({ token }) => {
        if (token === null) throw new Error("The admin has no session for this shop any more. Reload the page.");
        renewAt = performance.now() + lifeOf(token) - RENEW_BEFORE_EXPIRY_MS;
        return token;
      });
    renewAt = Number.POSITIVE_INFINITY;
    pending = asked;
    asked.catch(() => {
      if (pending === asked) pending = null;
    });
    return asked;
  };

  return { fresh, current: () => (pending !== null && performance.now() < renewAt ? pending : fresh()) };
}

/** By its own account: the clock of Shopify need not be the browser's. */
function lifeOf(token: string): number {
  const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const { iat, exp } = JSON.parse(atob(payload)) as Partial<Record<"iat" | "exp", unknown>>;
  return typeof iat === "number" && typeof exp === "number" ? (exp - iat) * 1000 : 0;
}
