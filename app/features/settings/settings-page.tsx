import type { ReactNode } from "react";
import type { EpochMs } from "~/domain/time/shop-time";
import { ImportProgress } from "~/features/installation/import-progress";
import { isImportRunning, type ImportView } from "~/features/installation/import-view";
import { AmountList } from "~/ui/cards/amount-list";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { PageFrame } from "~/ui/frame/page-frame";
import { TitledCard } from "~/ui/frame/titled-card";
import { Text } from "~/ui/polaris";
import { DataTable } from "~/ui/tables/data-table";
import { SETTINGS_TEXTS, type SaySetting } from "~/words/pages/settings";
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
  /** Whether the storefront is measured, and the way to change it. */
  readonly measuring: ReactNode;
  readonly format: Formatters;
}

/** What is stored of the shop, how current it is, and the way to read it again. */
export function SettingsPage(props: SettingsPageProps) {
  const { shopName, tabs, notice, importState, data, importAgain, readAgain, measuring, format } = props;
  const say = useWords(SETTINGS_TEXTS);
  const { missing, stale } = importState.ordersNotRead;
  return (
    <PageFrame title={say("pageTitle")}>
      {tabs}
      {notice}
      <TitledCard id="import" title={say("import.title")}>
        <Text as="p">{importSentence(shopName, importState, say, format)}</Text>
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
      {measuring}
      <CardRow columns="charts">
        <StoredCard importState={importState} data={data} format={format} />
        <MessagesCard topics={data.topics} format={format} />
      </CardRow>
    </PageFrame>
  );
}

function StoredCard({ importState, data, format }: Pick<SettingsPageProps, "importState" | "data" | "format">) {
  const say = useWords(SETTINGS_TEXTS);
  const { missing, stale } = importState.ordersNotRead;
  const notes = [
    ...(data.formerCurrencyOrders > 0 ? [say("stored.note.formerCurrency")] : []),
    ...(data.unmatchedCheckouts > 0 ? [say("stored.note.unmatched")] : []),
    ...(importState.historyLimited ? [say("stored.note.limited")] : []),
    say("stored.note.private"),
  ];
  const counts = [
    { words: say("stored.formerCurrency"), count: data.formerCurrencyOrders },
    { words: say("stored.unmatched"), count: data.unmatchedCheckouts },
    { words: say("stored.notRead"), count: missing + stale },
    { words: say("stored.otherNotRead"), count: data.deadLetters },
  ];
  return (
    <TitledCard id="stored" title={say("stored.title")}>
      <AmountList
        amounts={[
          { words: say("stored.orders"), amount: format.count(data.orders) },
          { words: say("stored.customers"), amount: format.count(data.customers) },
          { words: say("stored.products"), amount: format.count(data.products) },
          { words: say("stored.checkouts"), amount: format.count(data.checkouts) },
          {
            words: say("stored.oldestOrder"),
            amount: data.oldestOrderAt === null ? say("stored.noOrder") : format.dateTime(data.oldestOrderAt),
          },
          ...counts
            .filter(({ count }) => count > 0)
            .map(({ words, count }) => ({ words, amount: format.count(count) })),
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
  const say = useWords(SETTINGS_TEXTS);
  return (
    <TitledCard id="messages" title={say("messages.title")}>
      {topics.length === 0 ? (
        <Text as="p">{say("messages.none")}</Text>
      ) : (
        <DataTable
          caption={say("messages.caption")}
          file="data_messages"
          columns={[
            { key: "topic", label: say("messages.topic") },
            { key: "last", label: say("messages.last"), isNumeric: true },
            { key: "pending", label: say("messages.waiting"), isNumeric: true },
          ]}
          rows={topics.map(({ topic, lastReceivedAt, pending }) => ({
            key: topic,
            cells: {
              topic: topicWords(topic, say),
              last: format.dateTime(lastReceivedAt),
              pending: format.count(pending),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}

/** What a topic's messages are about; one that is not known keeps its name. */
function topicWords(topic: string, say: SaySetting): string {
  return Object.hasOwn(SETTINGS_TEXTS.en.topic, topic)
    ? say(`topic.${topic as keyof typeof SETTINGS_TEXTS.en.topic}`)
    : topic;
}

function importSentence(shop: string, state: ImportView, say: SaySetting, format: Formatters): string {
  const { phase, finishedAt, reason } = state;
  switch (phase) {
    case "none":
      return say("import.none", { shop });
    case "waiting":
    case "importing":
    case "needs_reauth":
      return say(`import.${phase}`);
    case "partial":
      if (finishedAt === null) return say("import.older");
      return say("import.partial", { reason: reason ?? say("import.partialUnknown") });
    case "failed":
      return say("import.failed", { reason: reason ?? say("import.failedUnknown") });
    case "ready":
      if (finishedAt === null) return say("import.again");
      if (reason !== null) return say("import.lastStopped", { reason });
      return say("import.ready", { at: format.dateTime(finishedAt) });
  }
}
