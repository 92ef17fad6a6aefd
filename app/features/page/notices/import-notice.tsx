import type { ReactNode } from "react";
import type { EpochMs } from "~/domain/time/shop-time";
import { ImportProgress } from "~/features/installation/import-progress";
import { isImportRunning, type ImportView } from "~/features/installation/import-view";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { NOTICE_TEXTS } from "~/words/parts/notices";
import { OrdersNotReadNotice } from "./orders-not-read-notice";

export interface ImportNoticeProps {
  readonly importState: ImportView;
  readonly hasOrders: boolean;
  /** A button that starts the import, first or again. */
  readonly importButton: ReactNode;
  /** Since when Comeback has not answered; null while it does. */
  readonly unreachableSince: EpochMs | null;
  readonly format: Formatters;
}

/** What is off with the numbers now, if anything. */
export function ImportNotice(props: ImportNoticeProps): ReactNode {
  return (
    <>
      <PhaseNotice {...props} />
      <OrdersNotReadNotice ordersNotRead={props.importState.ordersNotRead} format={props.format} />
    </>
  );
}

function PhaseNotice({ importState, hasOrders, importButton, unreachableSince, format }: ImportNoticeProps): ReactNode {
  const say = useWords(NOTICE_TEXTS);
  if (unreachableSince !== null) {
    return (
      <Notice tone="warning" title={say("unreachable.title")}>
        <p>{say("unreachable.text", { time: format.time(unreachableSince) })}</p>
      </Notice>
    );
  }
  switch (importState.phase) {
    case "failed":
      return (
        <Notice tone="critical" title={say("failed.title")}>
          <p>{say("failed.text", { reason: importState.reason ?? say("failed.unexpected") })}</p>
          {importButton}
        </Notice>
      );
    case "needs_reauth":
      return (
        <Notice tone="warning" title={say("needsReauth.title")}>
          <p>{say("needsReauth.text")}</p>
        </Notice>
      );
    case "waiting":
    case "importing":
    case "partial":
      if (!isImportRunning(importState)) {
        return (
          <Notice tone="warning" title={say("partial.title")}>
            <p>
              {importState.reason === null
                ? say("partial.unknown")
                : say("partial.because", { reason: importState.reason })}
            </p>
            {importButton}
          </Notice>
        );
      }
      return hasOrders ? (
        <Notice tone="info" title={say("importing.title")}>
          <ImportProgress state={importState} format={format} />
        </Notice>
      ) : null;
    case "none":
    case "ready":
      return importState.historyLimited && hasOrders ? (
        <Notice tone="info" title={say("historyLimited.title")}>
          <p>{say("historyLimited.text")}</p>
        </Notice>
      ) : null;
  }
}
