import { Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type { EpochMs } from "~/domain/time/shop-time";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { AmountList } from "~/ui/amount-list";
import { CardRow } from "~/ui/card-row";
import { PageFrame } from "~/ui/page-frame";
import { TitledCard } from "~/ui/titled-card";
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
  /** What came of a wish. */
  readonly notice: ReactNode;
  readonly importState: ImportView;
  readonly data: DataSettings;
  readonly importAgain: ReactNode;
  readonly readAgain: ReactNode;
  readonly format: Formatters;
}

/** What is stored of the shop, how current it is, and the way to read it again. */
export function SettingsPage(props: SettingsPageProps) {
  const { shopName, tabs, notice, importState, data, importAgain, readAgain, format } = props;
  const { missing, stale } = importState.ordersNotRead;
  return (
    <PageFrame title="Settings: data">
      {tabs}
      {notice}
      <TitledCard id="import" title="Import">
        <Text as="p">{importSentence(shopName, importState, format)}</Text>
        {isImportRunning(importState) && <ImportProgress state={importState} format={format} />}
        {importAgain}
      </TitledCard>
      <UnusableSection
        orders={data.unreadableOrders}
        orderCount={missing + stale}
        letters={data.letters}
        letterCount={data.deadLetters}
        readAgain={readAgain}
        format={format}
      />
      <CardRow columns="charts">
        <StoredCard importState={importState} data={data} format={format} />
        <MessagesCard topics={data.topics} format={format} />
      </CardRow>
    </PageFrame>
  );
}

function StoredCard({ importState, data, format }: Pick<SettingsPageProps, "importState" | "data" | "format">) {
  const { missing, stale } = importState.ordersNotRead;
  const notes = [
    ...(data.formerCurrencyOrders > 0
      ? ["Orders in a currency the shop had before are kept but not counted anywhere: amounts are never converted."]
      : []),
    ...(data.unmatchedCheckouts > 0
      ? [
          "Shopify’s list of abandoned checkouts names no orders. Completed ones that fit none count as recovered, without a value.",
        ]
      : []),
    ...(importState.historyLimited
      ? ["Shopify grants this app the last 60 days of orders only, so older ones are missing."]
      : []),
    "Names, email addresses, phone numbers and postal addresses are never stored. Of a checkout’s contact details, only whether there are any is kept.",
  ];
  return (
    <TitledCard id="stored" title="What is stored">
      <AmountList
        amounts={[
          { words: "Orders", amount: format.count(data.orders) },
          { words: "Customers", amount: format.count(data.customers) },
          { words: "Products", amount: format.count(data.products) },
          { words: "Checkouts", amount: format.count(data.checkouts) },
          {
            words: "Oldest order",
            amount: data.oldestOrderAt === null ? "none" : format.dateTime(data.oldestOrderAt),
          },
          { words: "Orders in a former currency", amount: format.count(data.formerCurrencyOrders) },
          { words: "Recovered checkouts without an order", amount: format.count(data.unmatchedCheckouts) },
          { words: "Orders that could not be read", amount: format.count(missing + stale) },
          { words: "Other rows and messages that could not be used", amount: format.count(data.deadLetters) },
        ]}
      />
      {notes.map((note) => (
        <Text key={note} as="p" tone="subdued">
          {note}
        </Text>
      ))}
    </TitledCard>
  );
}

function MessagesCard({ topics, format }: { readonly topics: DataSettings["topics"]; readonly format: Formatters }) {
  return (
    <TitledCard id="messages" title="Last message from Shopify">
      {topics.length === 0 ? (
        <Text as="p">None yet. Shopify sends a message with every order, refund, checkout and product change.</Text>
      ) : (
        <DataTable
          caption="Last message from Shopify by subject"
          file="data_messages"
          columns={[
            { key: "topic", label: "Subject" },
            { key: "last", label: "Last received", isNumeric: true },
            { key: "pending", label: "Waiting", isNumeric: true },
          ]}
          rows={topics.map(({ topic, lastReceivedAt, pending }) => ({
            key: topic,
            cells: { topic, last: format.dateTime(lastReceivedAt), pending: format.count(pending) },
          }))}
        />
      )}
    </TitledCard>
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
