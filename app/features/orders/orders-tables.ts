import { binTable } from "~/features/page/files/bin-table";
import { moneyCell, type FileTable } from "~/features/page/files/file-table";
import { trendTable } from "~/features/page/files/trend-table";
import type { OrdersView } from "./orders";

/** The tables of Orders & AOV by their names in an address. */
export const ORDERS_TABLES: Readonly<Record<string, (view: OrdersView) => FileTable>> = {
  orders_aov: ({ chart, shop }) => trendTable(chart.key, chart, (value) => moneyCell(value, shop.currencyCode)),
  orders_by_value: ({ distribution, shop }) => binTable(distribution, "orders", shop.currencyCode),
  orders_aov_change: ({ drivers, shop }) => ({
    columns: ["cause", "aov"],
    rows: drivers
      ? [
          ["before", moneyCell(drivers.before, shop.currencyCode)],
          ...drivers.parts.map(({ key, amount }) => [key, moneyCell(amount, shop.currencyCode)]),
        ]
      : [],
  }),
  orders_by_buyer: (view) => splitTable(view, "buyer"),
  orders_by_discount: (view) => splitTable(view, "discount"),
  orders_by_units: (view) => splitTable(view, "units"),
  orders_by_channel: (view) => splitTable(view, "channel"),
  orders_by_country: (view) => splitTable(view, "country"),
  orders_by_weekday: (view) => splitTable(view, "weekday"),
  orders_by_hour: (view) => splitTable(view, "hour"),
};

function splitTable({ splits, shop }: OrdersView, split: keyof OrdersView["splits"]): FileTable {
  return {
    columns: [split, "label", "orders", "share", "order_value", "aov"],
    rows: splits[split].map(({ key, label, orders, share, orderValue, aov }) => [
      key,
      label,
      orders,
      share,
      moneyCell(orderValue, shop.currencyCode),
      moneyCell(aov.value, shop.currencyCode),
    ]),
  };
}
