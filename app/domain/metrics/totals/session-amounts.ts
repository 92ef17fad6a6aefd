import { FUNNEL_STEPS } from "~/domain/measurement/funnel";
import type { Session } from "~/domain/measurement/sessions";
import type { Source } from "~/domain/measurement/sources";

/** What one session adds to a total. */
export const SESSION_AMOUNTS = {
  one: () => 1,
  hasCart: ({ depth }: Session) => Number(depth >= 2),
  hasCheckout: ({ depth }: Session) => Number(depth >= 3),
  isCompleted,
  isMobile,
  isMobileCompleted: (session: Session) => isMobile(session) * isCompleted(session),
  isSocial,
  isSocialCompleted: (session: Session) => isSocial(session) * isCompleted(session),
  isSearching,
  isSearchingCompleted: (session: Session) => isSearching(session) * isCompleted(session),
  searches: ({ searches }: Session) => searches.reduce((sum, each) => sum + each.searches, 0),
  searchesWithoutResult: ({ searches }: Session) => searches.reduce((sum, each) => sum + each.withoutResult, 0),
  hasList,
  hasClickedList: (session: Session) => Number(session.recommendations.some(({ clicks }) => clicks > 0)),
  knownViews: ({ products }: Session) => products.reduce((sum, each) => sum + each.knownViews, 0),
  soldOutViews: ({ products }: Session) => products.reduce((sum, each) => sum + each.soldOutViews, 0),
} as const satisfies Record<string, (session: Session) => number>;

export type SessionTotal = keyof typeof SESSION_AMOUNTS;

/** `isOfLargestSource`: whether it came from where most sessions of the range came from. */
export type SessionAmount = SessionTotal | "isOfLargestSource";

export function sessionAmount(session: Session, amount: SessionAmount, largestSource: Source | null): number {
  return amount === "isOfLargestSource" ? Number(session.source === largestSource) : SESSION_AMOUNTS[amount](session);
}

function isCompleted({ depth }: Session): number {
  return Number(depth === FUNNEL_STEPS.length);
}

function isMobile({ device }: Session): number {
  return Number(device === "mobile");
}

function isSocial({ source }: Session): number {
  return Number(source === "social");
}

/** Whether a recommendation was in view; one that was clicked had been, whether a script could tell or not. */
function hasList({ recommendations }: Session): number {
  return Number(recommendations.length > 0);
}

function isSearching({ searches }: Session): number {
  return Number(searches.length > 0);
}
