import type { ReactNode } from "react";
import type { ExplainedRow } from "~/domain/metrics/explain/explained-row";
import { AdminLink } from "~/ui/navigation/admin-link";
import { CustomerLink } from "~/ui/navigation/customer-link";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { EXPLAIN_TEXTS } from "~/words/pages/explain";
import { wordsOf } from "~/words/words";
import type { ListColumn } from "./explanation";

/** One cell of a list, with a link to the order, customer or checkout it names. */
export function listCell(row: ExplainedRow, column: ListColumn, format: Formatters): ReactNode {
  const say = wordsOf(EXPLAIN_TEXTS, format.settings.locale);
  switch (column.unit) {
    case "order":
      return row.orderId === null ? (
        NOT_AVAILABLE
      ) : (
        <AdminLink kind="orders" id={row.orderId} text={row.orderName ?? row.orderId} />
      );
    case "customer":
      return row.customerId === null ? (
        say("cell.noCustomer")
      ) : (
        <CustomerLink customerId={row.customerId} text={say("cell.customer", { id: row.customerId })} />
      );
    case "checkout":
      return row.checkoutId === null ? (
        say("cell.noCheckout")
      ) : (
        <AdminLink kind="checkouts" id={row.checkoutId} text={say("cell.checkout", { id: row.checkoutId })} />
      );
    case "moment":
      return format.dateTime(row.at);
    case "text": {
      const text = row[column.field];
      return text === null || text === "" ? NOT_AVAILABLE : codeWords(String(text), format);
    }
    default: {
      const value = row[column.field];
      return typeof value === "number" ? format.metric(column.unit, value) : NOT_AVAILABLE;
    }
  }
}

/** Codes of the ledger and of checkouts as a merchant would say them; anything else as it is. */
function codeWords(text: string, format: Formatters): string {
  const say = wordsOf(EXPLAIN_TEXTS, format.settings.locale);
  const key = `code.${text}` as "code.ORDER";
  return /^\w+$/.test(text) && say.has(key) ? say(key) : text;
}
