import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import { amountUnit } from "~/domain/metrics/explain/amount-unit";
import type { Basis } from "~/domain/metrics/records/basis";
import { LIST_KINDS, type ListKind } from "~/domain/metrics/explain/explained-row";
import { SORT_KEYS } from "~/domain/metrics/explain/list-order";
import { metricLabel } from "~/ui/format/metric-words";
import type { ListColumn } from "./explanation";
import { EXPLAIN_TEXTS } from "~/words/pages/explain";
import { wordsOf } from "~/words/words";

const say = wordsOf(EXPLAIN_TEXTS);

type Column = Omit<ListColumn, "isSortable">;

const ORDER: Column = { field: "orderId", key: "order_id", label: say("column.order"), unit: "order" };
const CUSTOMER: Column = { field: "customerId", key: "customer_id", label: say("column.customer"), unit: "customer" };
const NUMBER: Column = {
  field: "purchaseNumber",
  key: "purchase_number",
  label: say("column.purchase"),
  unit: "count",
};
const moment = (key: string, label: string): Column => ({ field: "at", key, label, unit: "moment" });
const money = (key: string, label: string): Column => ({ field: "value", key, label, unit: "money" });
const count = (key: string, label: string): Column => ({ field: "quantity", key, label, unit: "count" });
const days = (key: string, label: string): Column => ({ field: "days", key, label, unit: "days" });

const COLUMNS: Readonly<Record<ListKind, readonly Column[]>> = {
  orders: [
    ORDER,
    moment("processed_at", say("column.date")),
    CUSTOMER,
    { field: "channel", key: "channel", label: say("column.channel"), unit: "text" },
    { field: "country", key: "country", label: say("column.country"), unit: "text" },
    NUMBER,
    money("order_value", say("column.orderValue")),
  ],
  rows: [
    ORDER,
    moment("happened_at", say("column.date")),
    { field: "action", key: "action", label: say("column.event"), unit: "text" },
    { field: "lineType", key: "line_type", label: say("column.kind"), unit: "text" },
    { field: "title", key: "title", label: say("column.product"), unit: "text" },
    count("quantity", say("column.units")),
    NUMBER,
  ],
  customers: [
    CUSTOMER,
    moment("first_purchase_at", say("column.firstPurchase")),
    count("purchases", say("column.purchases")),
  ],
  checkouts: [
    { field: "checkoutId", key: "checkout_id", label: say("column.checkout"), unit: "checkout" },
    moment("started_at", say("column.started")),
    { field: "state", key: "state", label: say("column.state"), unit: "text" },
    ORDER,
    CUSTOMER,
    money("value", say("column.merchandise")),
  ],
  sessions: [
    moment("started_at", say("column.started")),
    { field: "device", key: "device", label: say("column.device"), unit: "text" },
    { field: "source", key: "source", label: say("column.source"), unit: "text" },
    { field: "landing", key: "landing", label: say("column.landing"), unit: "text" },
    { field: "step", key: "step", label: say("column.step"), unit: "text" },
  ],
  carts: [
    moment("started_at", say("column.started")),
    { field: "state", key: "state", label: say("column.state"), unit: "text" },
  ],
};

const PART_LABELS = {
  money: say("column.amount"),
  count: say("column.counted"),
  days: say("column.daysSincePrevious"),
} as const;

/** The columns of the list behind a number; the last ones are what each row adds to its parts. */
export function listColumns(metric: MetricKey, basis: Basis): ListColumn[] {
  const unit = amountUnit(basis.numerator);
  const parts: Column[] = [
    {
      field: "numerator",
      key: basis.reading === "sum" ? metric : "numerator",
      label: basis.reading === "sum" ? metricLabel(metric) : PART_LABELS[unit],
      unit,
    },
  ];
  if (basis.denominator !== null) {
    const unit = amountUnit(basis.denominator);
    parts.push({ field: "denominator", key: "denominator", label: say("column.outOf"), unit });
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
        moment("first_purchase_in_range_at", say("column.firstInRange")),
        count("purchases", say("column.purchasesInRange")),
        money("order_value", say("column.orderValueInRange")),
      ];
    case "priorPurchases":
      return [...columns, count("earlier_purchases", say("column.earlierPurchases"))];
    case "drawnViews":
      return [
        moment("started_at", say("column.started")),
        { field: "title", key: "title", label: say("column.product"), unit: "text" },
        { field: "state", key: "lists", label: say("column.lists"), unit: "text" },
        ...columns.slice(1),
      ];
    case "gaps":
      return [CUSTOMER, moment("purchased_at", say("column.purchased")), NUMBER];
    case "acquired":
      if (basis.reading !== "values") return [...columns, money("value_to_date", say("column.valueToDate"))];
      return basis.numerator === "hadRecord"
        ? [...columns, days("days_to_first_purchase", say("column.daysUntilThen"))]
        : [...columns, days("days_to_second_purchase", say("column.daysToSecond"))];
    case "forecast":
    case "retention":
    case "active":
    case "reactivated":
    case "ranked":
      return [...columns, money("value_to_date", say("column.valueToDate"))];
    default:
      return columns;
  }
}
