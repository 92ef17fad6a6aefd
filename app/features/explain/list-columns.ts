import { METRICS, type MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { amountUnit } from "~/domain/metrics/explain/amount-unit";
import type { Basis } from "~/domain/metrics/records/basis";
import { LIST_KINDS, type ListKind } from "~/domain/metrics/explain/explained-row";
import { SORT_KEYS } from "~/domain/metrics/explain/list-order";
import type { ListColumn } from "./explanation";

type Column = Omit<ListColumn, "isSortable">;

const ORDER: Column = { field: "orderId", key: "order_id", label: "Order", unit: "order" };
const CUSTOMER: Column = { field: "customerId", key: "customer_id", label: "Customer", unit: "customer" };
const NUMBER: Column = { field: "purchaseNumber", key: "purchase_number", label: "Purchase", unit: "count" };
const moment = (key: string, label: string): Column => ({ field: "at", key, label, unit: "moment" });
const money = (key: string, label: string): Column => ({ field: "value", key, label, unit: "money" });
const count = (key: string, label: string): Column => ({ field: "quantity", key, label, unit: "count" });
const days = (key: string, label: string): Column => ({ field: "days", key, label, unit: "days" });

const COLUMNS: Readonly<Record<ListKind, readonly Column[]>> = {
  orders: [
    ORDER,
    moment("processed_at", "Date"),
    CUSTOMER,
    { field: "channel", key: "channel", label: "Channel", unit: "text" },
    { field: "country", key: "country", label: "Country", unit: "text" },
    NUMBER,
    money("order_value", "Order value"),
  ],
  rows: [
    ORDER,
    moment("happened_at", "Date"),
    { field: "action", key: "action", label: "Event", unit: "text" },
    { field: "lineType", key: "line_type", label: "Kind", unit: "text" },
    { field: "title", key: "title", label: "Product", unit: "text" },
    count("quantity", "Units"),
    NUMBER,
  ],
  customers: [CUSTOMER, moment("first_purchase_at", "First purchase"), count("purchases", "Purchases")],
  checkouts: [
    { field: "checkoutId", key: "checkout_id", label: "Checkout", unit: "checkout" },
    moment("started_at", "Started"),
    { field: "state", key: "state", label: "State", unit: "text" },
    ORDER,
    CUSTOMER,
    money("value", "Merchandise"),
  ],
};

const PART_LABELS = { money: "Amount", count: "Counted", days: "Days since previous" } as const;

/** The columns of the list behind a number; the last ones are what each row adds to its parts. */
export function listColumns(metric: MetricKey, basis: Basis): ListColumn[] {
  const unit = amountUnit(basis.numerator);
  const parts: Column[] = [
    {
      field: "numerator",
      key: basis.reading === "sum" ? metric : "numerator",
      label: basis.reading === "sum" ? METRICS[metric].label : PART_LABELS[unit],
      unit,
    },
  ];
  if (basis.denominator !== null) {
    const unit = amountUnit(basis.denominator);
    parts.push({ field: "denominator", key: "denominator", label: "Out of", unit });
  }
  return [...ownColumns(basis), ...parts].map((column) => ({
    ...column,
    isSortable: SORT_KEYS.some((key) => key === column.field),
  }));
}

function ownColumns(basis: Basis): readonly Column[] {
  const columns = COLUMNS[LIST_KINDS[basis.facts]];
  switch (basis.facts) {
    case "buyers":
      return [
        CUSTOMER,
        moment("first_purchase_in_range_at", "First in range"),
        count("purchases", "Purchases in range"),
        money("order_value", "Order value in range"),
      ];
    case "gaps":
      return [CUSTOMER, moment("purchased_at", "Purchased"), NUMBER];
    case "acquired":
      if (basis.reading !== "values") return [...columns, money("value_to_date", "Value to date")];
      return basis.numerator === "hadRecord"
        ? [...columns, days("days_to_first_purchase", "Days until then")]
        : [...columns, days("days_to_second_purchase", "Days to second, or so far")];
    case "forecast":
    case "retention":
    case "active":
    case "reactivated":
    case "ranked":
      return [...columns, money("value_to_date", "Value to date")];
    default:
      return columns;
  }
}
