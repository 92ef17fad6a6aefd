import { Text } from "./polaris";
import type { ReactNode } from "react";
import type { EpochMs } from "~/domain/time/shop-time";
import type { Formatters } from "./formatters";

export interface PageFrameProps {
  /** Of the document; on screen the admin shows it above the frame. */
  readonly title: string;
  /** A heading on the page itself, where it says more than its title. */
  readonly heading?: string;
  /** How current the numbers are. */
  readonly asOf?: ReactNode;
  /** Range and comparison, or the page's one action. */
  readonly controls?: ReactNode;
  /** What just changed, read out politely; empty while nothing did. */
  readonly announcement?: string;
  readonly children: ReactNode;
}

/** As-of line and controls above the page's content. */
export function PageFrame({ title, heading, asOf, controls, announcement = "", children }: PageFrameProps) {
  return (
    <main className="cb-page">
      <header className="cb-page__head">
        <div>
          {heading ? (
            <div className="cb-page__title">
              <Text as="h1" variant="headingXl">
                {heading}
              </Text>
            </div>
          ) : (
            <h1 className="cb-visually-hidden">{title}</h1>
          )}
          {asOf}
        </div>
        {controls}
      </header>
      <div className="cb-visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
      <div className="cb-page__body">{children}</div>
    </main>
  );
}

export interface AsOfLineProps {
  readonly asOf: EpochMs;
  /** Newest event among the numbers; null while there is none. */
  readonly newestEventAt: EpochMs | null;
  /** Changes received and not yet counted. */
  readonly pending: number;
  /** The range still runs, so the earlier one is counted only as far. */
  readonly isComparedInPart: boolean;
  readonly format: Formatters;
}

/** "Includes orders up to 14:05, shop time (Europe/Berlin). 2 changes arriving." */
export function AsOfLine({ asOf, newestEventAt, pending, isComparedInPart, format }: AsOfLineProps) {
  return (
    <p className="cb-asof">
      {newestEventAt === null
        ? "No orders counted yet."
        : `Includes orders up to ${
            format.isSameDay(newestEventAt, asOf) ? format.time(newestEventAt) : format.dateTime(newestEventAt)
          }, shop time (${format.settings.timeZone}).`}
      {pending > 0 && ` ${format.count(pending)} ${pending === 1 ? "change" : "changes"} arriving.`}
      {isComparedInPart && " The comparison runs to the same time of day."}
    </p>
  );
}
