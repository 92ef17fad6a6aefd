import type { ReactNode } from "react";
import { dayOf, type EpochMs } from "~/domain/time/shop-time";
import { isImportRunning, type ImportView } from "~/features/installation/import-view";
import type { NumberCard } from "~/features/page/cards/number-card";
import { ImportNotice } from "~/features/page/notices/import-notice";
import { RebuildNotice } from "~/features/page/notices/rebuild-notice";
import type { PageView } from "~/features/page/page-view";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { useLiveChanges } from "~/ui/frame/live-updates";
import { AsOfLine, PageFrame } from "~/ui/frame/page-frame";
import { EmptyState } from "~/ui/frame/states";
import { NOTICE_TEXTS } from "~/words/parts/notices";

/** What a page learns after it was loaded, and the button that starts an import. */
export interface PageStatus {
  readonly importState: ImportView;
  readonly pending: number;
  readonly isRebuilding: boolean;
  readonly unreachableSince: EpochMs | null;
  readonly importButton: ReactNode;
}

export interface NumberPageProps {
  readonly title: string;
  readonly view: PageView;
  /** What its numbers are made of; `newestEventAt` of the view is of the same. */
  readonly counts?: "orders" | "visits";
  readonly status: PageStatus;
  /** Range, comparison and filter. */
  readonly controls: ReactNode;
  /** Tabs above the content. */
  readonly tabs?: ReactNode;
  /** Those whose changes are marked and read out. */
  readonly cards: readonly NumberCard[];
  /** What the page will show once the shop has orders. */
  readonly empty: ReactNode;
  readonly children: (freshKeys: ReadonlySet<string>) => ReactNode;
  readonly format: Formatters;
}

/** A page of numbers: how current they are, what is off with them, and why there are none. */
export function NumberPage({
  title,
  view,
  counts = "orders",
  status,
  controls,
  tabs,
  cards,
  empty,
  children,
  format,
}: NumberPageProps) {
  const { window } = view;
  const live = useLiveChanges(
    cards.map(({ key, label, value }) => ({ key, label, text: format.metric(value.unit, value.value) })),
    `${window.range.from} ${window.range.to} ${window.comparison} ${view.segment.words}`,
    view.dataVersion + (view.visitVersion ?? 0),
  );
  return (
    <PageFrame
      title={title}
      asOf={
        <AsOfLine
          asOf={view.asOf}
          counts={counts}
          newestEventAt={view.newestEventAt}
          pending={status.pending}
          isComparedInPart={isRunning(view) && window.comparison !== "none"}
          format={format}
        />
      }
      controls={controls}
      announcement={live.announcement}
    >
      {tabs}
      <RebuildNotice isRebuilding={status.isRebuilding} />
      <ImportNotice
        importState={status.importState}
        hasOrders={view.hasOrders}
        importButton={status.importButton}
        unreachableSince={status.unreachableSince}
        format={format}
      />
      {view.hasOrders ? children(live.keys) : <NoOrders importState={status.importState}>{empty}</NoOrders>}
    </PageFrame>
  );
}

/** Whether the last day of the range is still today. */
function isRunning({ window, asOf, shop }: PageView): boolean {
  return window.range.to >= dayOf(asOf, shop.timeZone);
}

function NoOrders({ importState, children }: { readonly importState: ImportView; readonly children: ReactNode }) {
  const say = useWords(NOTICE_TEXTS);
  return isImportRunning(importState) ? (
    <EmptyState title={say("reading.title")}>
      <p>{say("reading.text")}</p>
      {children}
    </EmptyState>
  ) : (
    <EmptyState title={say("noOrders.title")}>{children}</EmptyState>
  );
}
