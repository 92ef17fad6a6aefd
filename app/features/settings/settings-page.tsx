import { Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type { EpochMs } from "~/domain/time/shop-time";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { PageFrame } from "~/ui/page-frame";
import { ImportProgress } from "~/features/installation/import-progress";
import { isImportRunning, type ImportView } from "~/features/installation/import-view";
import { UnusableSection, type LetterView, type UnreadableOrderView } from "./unusable-section";

export interface DataSettings {
  readonly orders: number;
  readonly customers: number;
  readonly products: number;
  readonly checkouts: number;
  readonly oldestOrderAt: EpochMs | null;
  readonly formerCurrencyOrders: number;
  readonly unmatchedCheckouts: number;
  readonly deadLetters: number;
  /** The newest of those that could not be used. */
  readonly unreadableOrders: readonly UnreadableOrderView[];
  readonly letters: readonly LetterView[];
  readonly topics: readonly {
    readonly topic: string;
    readonly lastReceivedAt: EpochMs;
    readonly pending: number;
  }[];
}

export interface SettingsPageProps {
  readonly shopName: string;
  readonly tabs: ReactNode;
  readonly importState: ImportView;
  readonly data: DataSettings;
  readonly importAgain: ReactNode;
  readonly readAgain: ReactNode;
  readonly format: Formatters;
}

/** What is stored of the shop, how current it is, and the way to read it again. */
export function SettingsPage({ shopName, tabs, importState, data, importAgain, readAgain, format }: SettingsPageProps) {
  const { missing, stale } = importState.ordersNotRead;
  return (
    <PageFrame title="Settings: data">
      {tabs}
      <section className="cb-card cb-empty" aria-labelledby="import">
        <Text as="h2" variant="headingMd" id="import">
          Import
        </Text>
        <p className="cb-empty__text">{importSentence(shopName, importState, format)}</p>
        {isImportRunning(importState) && <ImportProgress state={importState} format={format} />}
        {importAgain}
      </section>
      <UnusableSection
        orders={data.unreadableOrders}
        orderCount={missing + stale}
        letters={data.letters}
        letterCount={data.deadLetters}
        readAgain={readAgain}
        format={format}
      />
      <div className="cb-pair">
        <section className="cb-card cb-empty" aria-labelledby="stored">
          <Text as="h2" variant="headingMd" id="stored">
            What is stored
          </Text>
          <dl className="cb-facts cb-facts--numbers">
            <dt>Orders</dt>
            <dd>{format.count(data.orders)}</dd>
            <dt>Customers</dt>
            <dd>{format.count(data.customers)}</dd>
            <dt>Products</dt>
            <dd>{format.count(data.products)}</dd>
            <dt>Checkouts</dt>
            <dd>{format.count(data.checkouts)}</dd>
            <dt>Oldest order</dt>
            <dd>{data.oldestOrderAt === null ? "none" : format.dateTime(data.oldestOrderAt)}</dd>
            <dt>Orders in a former currency</dt>
            <dd>{format.count(data.formerCurrencyOrders)}</dd>
            <dt>Recovered checkouts without an order</dt>
            <dd>{format.count(data.unmatchedCheckouts)}</dd>
            <dt>Orders that could not be read</dt>
            <dd>{format.count(missing + stale)}</dd>
            <dt>Other rows and messages that could not be used</dt>
            <dd>{format.count(data.deadLetters)}</dd>
          </dl>
          {data.formerCurrencyOrders > 0 && (
            <p className="cb-muted">
              Orders in a currency the shop had before are kept but not counted anywhere: amounts are never converted.
            </p>
          )}
          {data.unmatchedCheckouts > 0 && (
            <p className="cb-muted">
              Shopify&rsquo;s list of abandoned checkouts names no orders. Completed ones that fit none count as
              recovered, without a value.
            </p>
          )}
          {importState.historyLimited && (
            <p className="cb-muted">
              Shopify grants this app the last 60 days of orders only, so older ones are missing.
            </p>
          )}
          <p className="cb-muted">
            Names, email addresses, phone numbers and postal addresses are never stored. Of a checkout&rsquo;s contact
            details, only whether there are any is kept.
          </p>
        </section>
        <section className="cb-card cb-empty" aria-labelledby="messages">
          <Text as="h2" variant="headingMd" id="messages">
            Last message from Shopify
          </Text>
          {data.topics.length === 0 ? (
            <p className="cb-empty__text">
              None yet. Shopify sends a message with every order, refund, checkout and product change.
            </p>
          ) : (
            <DataTable
              caption="Last message from Shopify by subject"
              file="data_messages"
              columns={[
                { key: "topic", label: "Subject" },
                { key: "last", label: "Last received", isNumeric: true },
                { key: "pending", label: "Waiting", isNumeric: true },
              ]}
              rows={data.topics.map(({ topic, lastReceivedAt, pending }) => ({
                key: topic,
                cells: { topic, last: format.dateTime(lastReceivedAt), pending: format.count(pending) },
              }))}
            />
          )}
        </section>
      </div>
    </PageFrame>
  );
}

function importSentence(shopName: string, state: SettingsPageProps["importState"], format: Formatters): string {
  switch (state.phase) {
    case "none":
      return `Nothing of ${shopName} was read yet.`;
    case "waiting":
      return "The import starts in a moment.";
    case "importing":
      return "Reading the shop, newest orders first.";
    case "partial":
      return state.finishedAt === null
        ? "The newest orders are in; older ones are being read."
        : `Shopify gave only a part of the history: ${state.reason ?? "it did not say why."}`;
    case "failed":
      return `The import stopped: ${state.reason ?? "Shopify did not answer as expected."} What was read before is kept.`;
    case "needs_reauth":
      return "Shopify asked to sign in again. Reload this page.";
    case "ready":
      if (state.finishedAt === null) return "Reading the whole shop once more. Meanwhile all numbers stay visible.";
      return state.reason === null
        ? `The whole history was in on ${format.dateTime(state.finishedAt)}. New orders arrive by themselves.`
        : `The last import stopped: ${state.reason} What was read before is kept.`;
  }
}
