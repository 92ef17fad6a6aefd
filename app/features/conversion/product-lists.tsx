import { FEW_DATA } from "~/domain/metrics/confidence/confidence";
import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { AdminLink } from "~/ui/navigation/admin-link";
import { DataTable } from "~/ui/tables/data-table";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import type { RarelyBoughtRow, SoldOutRow } from "./conversion";

interface ProductListProps<Row> {
  readonly rows: readonly Row[];
  readonly format: Formatters;
}

/** Products many look at and few put into the cart. */
export function RarelyBought({
  rows,
  usual,
  format,
}: ProductListProps<RarelyBoughtRow> & {
  /** The rate of all products. */
  readonly usual: MetricValue;
}) {
  const say = useWords(CONVERSION_TEXTS);
  return (
    <TitledCard
      title={say("rarely.title")}
      units={say("rarely.units", { few: format.count(FEW_DATA) })}
      summary={say(rows.length === 0 ? "rarely.none" : "rarely.summary")}
    >
      {rows.length > 0 && (
        <DataTable
          caption={say("rarely.caption")}
          file="conversion_rarely_bought"
          columns={[
            { key: "product", label: say("column.product") },
            { key: "viewing", label: say("column.viewing"), isNumeric: true },
            { key: "added", label: say("column.added", { usual: format.rate(usual.value) }), isNumeric: true },
            { key: "missed", label: say("column.missed"), isNumeric: true },
            { key: "orders", label: say("column.orders"), isNumeric: true },
          ]}
          rows={rows.map(({ productId, title, added, missed, orders }) => ({
            key: productId,
            cells: {
              product: <AdminLink kind="products" id={productId} text={title} />,
              viewing: format.count(added.denominator),
              added: numberText(added, format),
              missed: format.count(Math.round(missed)),
              orders: format.count(orders),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}

/** Products shoppers look at while they cannot be bought. */
export function SoldOutViews({ rows, format }: ProductListProps<SoldOutRow>) {
  const say = useWords(CONVERSION_TEXTS);
  return (
    <TitledCard
      title={say("soldOut.title")}
      units={say("soldOut.units")}
      summary={say(rows.length === 0 ? "soldOut.none" : "soldOut.summary")}
    >
      {rows.length > 0 && (
        <DataTable
          caption={say("soldOut.caption")}
          file="conversion_sold_out"
          columns={[
            { key: "product", label: say("column.product") },
            { key: "soldOut", label: say("column.soldOutViews"), isNumeric: true },
            { key: "views", label: say("column.views"), isNumeric: true },
          ]}
          rows={rows.map(({ productId, title, soldOut }) => ({
            key: productId,
            cells: {
              product: <AdminLink kind="products" id={productId} text={title} />,
              soldOut: format.count(soldOut.numerator),
              views: format.count(soldOut.denominator),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}
