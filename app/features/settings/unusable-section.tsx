import type { ReactNode } from "react";
import type { EpochMs } from "~/domain/time/shop-time";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { AdminLink } from "~/ui/navigation/admin-link";
import { Text } from "~/ui/polaris";
import { DataTable } from "~/ui/tables/data-table";
import { SETTINGS_TEXTS } from "~/words/pages/settings";

/** An order of which something cannot be used. */
export interface UnreadableOrderView {
  readonly orderId: string;
  /** As in "#1001". */
  readonly name: string | null;
  readonly reason: string;
  readonly foundAt: EpochMs;
  readonly triedAt: EpochMs;
  /** Whether an older version of it is counted. */
  readonly isStale: boolean;
}

/** A row or message, other than of an order, that cannot be used. */
export interface LetterView {
  readonly id: string;
  /** A part of an import and its line, or a topic and event. */
  readonly reference: string;
  readonly reason: string;
  readonly at: EpochMs;
}

export interface UnusableSectionProps {
  /** The newest of them. */
  readonly orders: readonly UnreadableOrderView[];
  readonly orderCount: number;
  readonly letters: readonly LetterView[];
  readonly letterCount: number;
  /** Asks Shopify for the orders again. */
  readonly readAgain: ReactNode;
  readonly format: Formatters;
}

/** What Shopify sent and cannot be used: which orders the numbers lack, why, and the way to read them again. */
export function UnusableSection({ orders, orderCount, letters, letterCount, readAgain, format }: UnusableSectionProps) {
  const say = useWords(SETTINGS_TEXTS);
  if (orderCount + letterCount === 0) return null;
  return (
    <TitledCard id="unusable" title={say("unusable.title")}>
      {orderCount > 0 && (
        <>
          <Text as="p">{say("unusable.orders")}</Text>
          {readAgain}
          <DataTable
            caption={say("unusable.ordersCaption")}
            file="data_orders_not_read"
            columns={[
              { key: "order", label: say("unusable.order") },
              { key: "counted", label: say("unusable.counted") },
              { key: "reason", label: say("unusable.reason") },
              { key: "tried", label: say("unusable.tried"), isNumeric: true },
            ]}
            rows={orders.map(({ orderId, name, reason, triedAt, isStale }) => ({
              key: orderId,
              cells: {
                order: <AdminLink kind="orders" id={orderId} text={name ?? orderId} />,
                counted: say(isStale ? "unusable.stale" : "unusable.missing"),
                reason,
                tried: format.dateTime(triedAt),
              },
            }))}
          />
          <Rest shown={orders.length} all={orderCount} format={format} />
        </>
      )}
      {letterCount > 0 && (
        <>
          <Text as="p">{say("unusable.others")}</Text>
          <DataTable
            caption={say("unusable.othersCaption")}
            file="data_unusable"
            columns={[
              { key: "reference", label: say("unusable.what") },
              { key: "reason", label: say("unusable.reason") },
              { key: "at", label: say("unusable.received"), isNumeric: true },
            ]}
            rows={letters.map(({ id, reference, reason, at }) => ({
              key: id,
              cells: { reference, reason, at: format.dateTime(at) },
            }))}
          />
          <Rest shown={letters.length} all={letterCount} format={format} />
        </>
      )}
    </TitledCard>
  );
}

function Rest({ shown, all, format }: { readonly shown: number; readonly all: number; readonly format: Formatters }) {
  const say = useWords(SETTINGS_TEXTS);
  if (all <= shown) return null;
  return (
    <Text as="p" tone="subdued">
      {say("unusable.rest", { count: format.count(all - shown) })}
    </Text>
  );
}
