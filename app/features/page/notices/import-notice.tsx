import type { ReactNode } from "react";
import { ImportProgress } from "~/features/installation/import-progress";
import { isImportRunning, type ImportView } from "~/features/installation/import-view";
import type { EpochMs } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/formatters";
import { Notice } from "~/ui/states";
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

/** What is off with the numbers at the moment, if anything. */
export function ImportNotice(props: ImportNoticeProps): ReactNode {
  return (
    <>
      <PhaseNotice {...props} />
      <OrdersNotReadNotice ordersNotRead={props.importState.ordersNotRead} format={props.format} />
    </>
  );
}

function PhaseNotice({ importState, hasOrders, importButton, unreachableSince, format }: ImportNoticeProps): ReactNode {
  if (unreachableSince !== null) {
    return (
      <Notice tone="warning" title="Comeback is not responding right now">
        <p>
          These are the numbers of {format.time(unreachableSince)}. The page keeps trying and updates automatically.
        </p>
      </Notice>
    );
  }
  switch (importState.phase) {
    case "failed":
      return (
        <Notice tone="critical" title="The import stopped">
          <p>
            {importState.reason ?? "Shopify did not answer as expected."} What was read before is kept; nothing is
            counted twice when you start again.
          </p>
          {importButton}
        </Notice>
      );
    case "needs_reauth":
      return (
        <Notice tone="warning" title="Shopify asked to sign in again">
          <p>Reload this page, so that Comeback may read new orders. The numbers below stay as they were.</p>
        </Notice>
      );
    case "waiting":
    case "importing":
    case "partial":
      if (!isImportRunning(importState)) {
        return (
          <Notice tone="warning" title="The numbers are partial">
            <p>Shopify gave only a part of the history: {importState.reason ?? "it did not say why."}</p>
            {importButton}
          </Notice>
        );
      }
      return hasOrders ? (
        <Notice tone="info" title="Import running: the numbers so far are partial">
          <ImportProgress state={importState} format={format} />
        </Notice>
      ) : null;
    case "none":
    case "ready":
      return importState.historyLimited && hasOrders ? (
        <Notice tone="info" title="Only the last 60 days of orders may be read">
          <p>
            Shopify grants older orders on request. Until then repeat rate and customer value cannot see earlier
            purchases and read too low.
          </p>
        </Notice>
      ) : null;
  }
}
