import { decimalText } from "../../money/money";
import type { METRICS_OF, ReportQuery } from "../../shopifyql/parse-query";
import { parseQuery } from "../../shopifyql/parse-query";
import type { DayRange } from "../../shopifyql/days";
import { salesReport } from "../../shopifyql/sales-report";
import { sessionGroups, sessionsByDay, sumOfSessions, withBots, type Sessions } from "../../shopifyql/sessions";
import { localText } from "../../time/time-text";
import type { ApiContext } from "../context";
import { plain } from "../fields";
import type { PlainSource } from "../fields";

type MetricName = (typeof METRICS_OF)[keyof typeof METRICS_OF][number];
interface Column {
  readonly dataType: "INTEGER" | "MONEY" | "PERCENT" | "STRING" | "DAY_TIMESTAMP";
  readonly displayName: string;
  readonly value: string | null;
}

/** `QueryRoot.shopifyqlQuery`: a bad query is an answer with `parseErrors`, not an error. */
export function shopifyqlQuery(context: ApiContext, text: string): PlainSource {
  const { profile, clock } = context;
  const query = parseQuery(text, localText(clock(), profile.ianaTimezone).slice(0, 10));
  if (!("schema" in query)) return response(null, query);
  const rows =
    query.schema === "sales" ? [{ keys: [], metrics: salesColumns(context, query) }] : sessionRows(context, query);
  const shownOf = ({ keys, metrics }: Row) => [
    ...keys,
    ...query.metrics.map((name) => ({ name, ...metrics[name as MetricName] })),
  ];
  // Of no row at all the columns are known too.
  const [first = { keys: [], metrics: {} }] = rows;
  const table = plain("ShopifyqlTableData", {
    columns: shownOf(first).map(({ name, dataType, displayName }) =>
      plain("ShopifyqlTableDataColumn", {
        name,
        dataType,
        displayName,
        shortDisplayName: null,
        subType: null,
        columnOrigin: "REQUESTED",
        dynamicColumnMetadata: null,
      }),
    ),
    rows: rows.map((row) => Object.fromEntries(shownOf(row).map(({ name, value }) => [name, value]))),
    rowMetadata: null,
  });
  return response(table, []);
}

/** One row: what it is told apart by, and its metrics. */
interface Row {
  readonly keys: readonly (Column & { readonly name: string })[];
  readonly metrics: Columns;
}

/** One row, or one for each day, for each group, or for each group of each day. */
function sessionRows({ database, profile, clock }: ApiContext, query: ReportQuery): Row[] {
  const days = sessionsByDay(database, profile, query, clock());
  const periods = query.byDay ? days : [{ day: "", sessions: sumOfSessions(days) }];
  return periods.flatMap(({ day, sessions }) => {
    const asked = query.ofHumans ? sessions : withBots(sessions);
    const ofDay: Row["keys"] = query.byDay
      ? [{ name: "day", dataType: "DAY_TIMESTAMP", displayName: "Day", value: day }]
      : [];
    const { dimension } = query;
    if (dimension === null) return [{ keys: ofDay, metrics: sessionColumns(asked) }];
    return sessionGroups(asked, dimension).map(({ key, sessions: own }) => ({
      keys: [...ofDay, { name: dimension, dataType: "STRING" as const, displayName: dimension, value: key }],
      metrics: sessionColumns(own),
    }));
  });
}

function response(tableData: PlainSource | null, parseErrors: readonly string[]): PlainSource {
  return plain("ShopifyqlQueryResponse", { tableData, parseErrors, parseWarnings: [], analyticsTargets: [] });
}

const count = (displayName: string, value: number): Column => ({
  dataType: "INTEGER",
  displayName,
  value: String(value),
});

type Columns = Partial<Record<MetricName, Column>>;

function salesColumns({ database, profile, clock }: ApiContext, range: DayRange): Columns {
  const report = salesReport(database, profile, range, clock());
  const money = (displayName: string, amount: number | null): Column => ({
    dataType: "MONEY",
    displayName,
    value: amount === null ? null : decimalText(Math.round(amount), profile.currencyCode),
  });
  const { grossSales, discounts, returns, customers, returningCustomers } = report;
  return {
    orders: count("Orders", report.orders),
    gross_sales: money("Gross sales", grossSales),
    discounts: money("Discounts", discounts),
    returns: money("Returns", returns),
    net_sales: money("Net sales", grossSales + discounts + returns),
    average_order_value: money("Average order value", report.averageOrderValue),
    customers: count("Customers", customers),
    returning_customer_rate: {
      dataType: "PERCENT",
      displayName: "Returning customer rate",
      value: customers === 0 ? null : (returningCustomers / customers).toFixed(6),
    },
  };
}

function sessionColumns({ sessions, withCartAdditions, reachedCheckout, completedCheckout }: Sessions): Columns {
  return {
    sessions: count("Sessions", sessions),
    sessions_with_cart_additions: count("Sessions with cart additions", withCartAdditions),
    sessions_that_reached_checkout: count("Sessions that reached checkout", reachedCheckout),
    sessions_that_completed_checkout: count("Sessions that completed checkout", completedCheckout),
    conversion_rate: {
      dataType: "PERCENT",
      displayName: "Conversion rate",
      value: sessions === 0 ? null : (completedCheckout / sessions).toFixed(6),
    },
  };
}
