import { createContext, useContext, type ReactNode } from "react";
import type { DayRange } from "~/domain/time/reporting-window";

export interface ExplainLinkProps {
  /** A metric key such as `repeat_rate`. */
  readonly metric: string;
  readonly label: string;
  /** The days the number is of, where they are not those of the page's address. */
  readonly range?: DayRange | null;
}

type ExplainLinkComponent = (props: ExplainLinkProps) => ReactNode;

const ExplainLinks = createContext<ExplainLinkComponent | null>(null);

/** Says how numbers link to what is behind them; where nobody does they have no link. */
export const ExplainLinkProvider = ExplainLinks.Provider;

/** Leads from a number to the orders or customers behind it. */
export function ExplainLink(props: ExplainLinkProps) {
  const Component = useContext(ExplainLinks);
  return Component && <Component {...props} />;
}
