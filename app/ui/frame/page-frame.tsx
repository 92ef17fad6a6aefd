import type { ReactNode } from "react";
import type { EpochMs } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { BlockStack, Box, InlineGrid, Text } from "~/ui/polaris";
import { AS_OF_TEXTS } from "~/words/parts/as-of";

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
    <main>
      <Box visuallyHidden role="status" aria-live="polite">
        {announcement}
      </Box>
      <Box paddingInline={{ xs: "300", sm: "600" }} paddingBlockStart="400" paddingBlockEnd="800">
        <BlockStack gap="400">
          <Text as="h1" variant="headingLg" visuallyHidden={heading === undefined}>
            {heading ?? title}
          </Text>
          {(asOf || controls) && (
            <InlineGrid
              columns={{ xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) fit-content(70%)" }}
              gap={{ xs: "200", lg: "600" }}
            >
              <div>{asOf}</div>
              <Box printHidden>{controls}</Box>
            </InlineGrid>
          )}
          {children}
        </BlockStack>
      </Box>
    </main>
  );
}

export interface AsOfLineProps {
  readonly asOf: EpochMs;
  /** What the numbers are made of. */
  readonly counts: "orders" | "visits";
  /** Newest event among the numbers; null while there is none. */
  readonly newestEventAt: EpochMs | null;
  /** Changes received and not yet counted. */
  readonly pending: number;
  /** The range still runs, so the earlier one is counted only as far. */
  readonly isComparedInPart: boolean;
  readonly format: Formatters;
}

/** "Includes orders up to 14:05, shop time (Europe/Berlin). 2 changes arriving." */
export function AsOfLine({ asOf, counts, newestEventAt, pending, isComparedInPart, format }: AsOfLineProps) {
  const say = useWords(AS_OF_TEXTS);
  return (
    <AsOf>
      {[
        newestEventAt === null
          ? say("nothing", { counts })
          : say("upTo", {
              counts,
              time: format.isSameDay(newestEventAt, asOf) ? format.time(newestEventAt) : format.dateTime(newestEventAt),
              zone: format.settings.timeZone,
            }),
        pending > 0 && say("arriving", { count: pending, shown: format.count(pending) }),
        isComparedInPart && say("inPart"),
      ]
        .filter(Boolean)
        .join(" ")}
    </AsOf>
  );
}

/** How current a page is, in a line of its own. */
export function AsOf({ children }: { readonly children: ReactNode }) {
  return (
    <Box paddingBlock="150">
      <Text as="p" tone="subdued">
        {children}
      </Text>
    </Box>
  );
}
