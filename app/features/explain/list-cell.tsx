import type { ReactNode } from "react";
import type { ExplainedRow } from "~/domain/metrics/explain/explained-row";
import { AdminLink } from "~/ui/admin-link";
import { CustomerLink } from "~/ui/customer-link";
import type { Formatters } from "~/ui/formatters";
import type { ListColumn } from "./explanation";

/** Codes of the ledger and of checkouts as a merchant would say them. */
const WORDS: Readonly<Record<string, string>> = {
  ORDER: "Sold",
  UPDATE: "Changed",
  RETURN: "Returned",
  PRODUCT: "Product",
  GIFT_CARD: "Gift card",
  TIP: "Tip",
  SHIPPING: "Shipping",
  DUTY: "Duty",
  FEE: "Fee",
  ADDITIONAL_FEE: "Fee",
  ADJUSTMENT: "Refund beyond goods",
  UNKNOWN: "Unknown",
  completed: "Completed",
  recovered: "Recovered",
  abandoned: "Abandoned",
};

/** One cell of a list, with a link to the order, customer or checkout it names. */
export function listCell(row: ExplainedRow, column: ListColumn, format: Formatters): ReactNode {
  switch (column.unit) {
    case "order":
      return row.orderId === null ? (
        "–"
      ) : (
        <AdminLink kind="orders" id={row.orderId} text={row.orderName ?? row.orderId} />
      );
    case "customer":
      return row.customerId === null ? (
        "Not known"
      ) : (
        <CustomerLink customerId={row.customerId} text={`Customer ${row.customerId}`} />
      );
    case "checkout":
      return row.checkoutId === null ? (
        "Not announced"
      ) : (
        <AdminLink kind="checkouts" id={row.checkoutId} text={`Checkout ${row.checkoutId}`} />
      );
    case "moment":
      return format.dateTime(row.at);
    case "text": {
      const text = row[column.field];
      return text === null || text === "" ? "–" : (WORDS[text] ?? text);
    }
    default: {
      const value = row[column.field];
      return typeof value === "number" ? format.metric(column.unit, value) : "–";
    }
  }
}
