import { Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type { EpochMs } from "~/domain/time/shop-time";
import { AdminLink } from "~/ui/admin-link";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { TitledCard } from "~/ui/titled-card";

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
  if (orderCount + letterCount === 0) return null;
  return (
    <TitledCard id="unusable" title="Could not be used">
      {orderCount > 0 && (
        <>
          <Text as="p">
            Shopify sent something of these orders that cannot be used. An order is counted whole or not at all;
            Comeback asks for them again every day.
          </Text>
          {readAgain}
          <DataTable
            caption="Orders that could not be read"
            file="data_orders_not_read"
            columns={[
              { key: "order", label: "Order" },
              { key: "counted", label: "In the numbers" },
              { key: "reason", label: "Reason" },
              { key: "tried", label: "Last tried", isNumeric: true },
            ]}
            rows={orders.map(({ orderId, name, reason, triedAt, isStale }) => ({
              key: orderId,
              cells: {
                order: <AdminLink kind="orders" id={orderId} text={name ?? orderId} />,
                counted: isStale ? "As before its latest change" : "Missing",
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
          <Text as="p">Other rows and messages; no order depends on them. Kept for 30 days.</Text>
          <DataTable
            caption="Rows and messages that could not be used"
            file="data_unusable"
            columns={[
              { key: "reference", label: "What" },
              { key: "reason", label: "Reason" },
              { key: "at", label: "Received", isNumeric: true },
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
  if (all <= shown) return null;
  return (
    <Text as="p" tone="subdued">
      {`and ${format.count(all - shown)} more`}
    </Text>
  );
}
