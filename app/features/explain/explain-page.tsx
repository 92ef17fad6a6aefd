import { InlineStack, Link, Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import { METRICS } from "~/domain/metrics/catalogue/catalogue";
import { FEW_DATA, type Interval } from "~/domain/metrics/confidence/confidence";
import { sortParameter, type SortKey } from "~/domain/metrics/explain/list-order";
import type { ShopDay } from "~/domain/time/shop-time";
import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { RebuildNotice } from "~/features/page/notices/rebuild-notice";
import { DataTable, type DataTableColumn } from "~/ui/tables/data-table";
import { DownloadButton } from "~/ui/tables/download-button";
import { ExplainPanel } from "~/ui/cards/explain-panel";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { settlingWords } from "~/ui/format/settling-words";
import { useFormatters } from "~/ui/format/use-formatters";
import { AsOf, AsOfLine, PageFrame } from "~/ui/frame/page-frame";
import { TitledCard } from "~/ui/frame/titled-card";
import { PageLinks } from "~/ui/tables/page-links";
import { MOST_EXPORTED_ROWS } from "~/features/page/files/csv-file";
import { rangeSentence } from "~/ui/format/forecast-range-words";
import { useWords } from "~/ui/format/use-words";
import { EXPLAIN_TEXTS } from "~/words/pages/explain";
import { wordsOf } from "~/words/words";
import type { ExplainedList, Explanation, FormulaPart } from "./explanation";
import { listCell } from "./list-cell";

export interface ExplainPageProps {
  readonly explanation: Explanation;
  readonly pending: number;
  readonly isRebuilding: boolean;
  /** What could not be used of the address; the default then stands in its place. */
  readonly errors: readonly string[];
  /** The same page with other fields in its address. */
  readonly urlWith: (fields: Readonly<Record<string, string>>) => string;
  readonly downloadUrl: string;
  /** Range, and the moment at which the number was known. */
  readonly controls: ReactNode;
  /** The day at whose end the number was known so; null for now. */
  readonly asOfDay: ShopDay | null;
  /** Back to the page the number stands on. */
  readonly backUrl: string;
  /** All definitions, and Shopify's own numbers beside these. */
  readonly definitionsUrl: string;
  readonly checkUrl: string;
}

/** One number, how it came about, and every order, customer or checkout behind it. */
export function ExplainPage(props: ExplainPageProps) {
  const { explanation, errors } = props;
  const say = useWords(EXPLAIN_TEXTS);
  const { label, asOf, counts, newestEventAt, shop } = explanation;
  const format = useFormatters(shop);
  return (
    <PageFrame
      title={label}
      heading={label}
      asOf={
        props.asOfDay === null ? (
          <AsOfLine
            counts={counts}
            asOf={asOf}
            newestEventAt={newestEventAt}
            pending={counts === "orders" ? props.pending : 0}
            isComparedInPart={false}
            format={format}
          />
        ) : (
          <AsOf>{say("asOf.known", { day: format.day(props.asOfDay), timeZone: shop.timeZone })}</AsOf>
        )
      }
      controls={
        <InlineStack gap="200" blockAlign="center" align="end">
          <Link url={props.backUrl}>{say("back")}</Link>
          {props.controls}
        </InlineStack>
      }
    >
      <RebuildNotice isRebuilding={props.isRebuilding} />
      {errors.length > 0 && (
        <div role="alert">
          <Text as="p" tone="critical">
            {errors.join(" ")}
          </Text>
        </div>
      )}
      <Panel {...props} format={format} />
      <List {...props} format={format} />
    </PageFrame>
  );
}

function Panel({ explanation, definitionsUrl, checkUrl, format }: ExplainPageProps & { readonly format: Formatters }) {
  const { value, unit, definition, formula, unavailableBecause, excluded, definitionVersion } = explanation;
  const parts = [...formula.madeOf, formula.numerator, ...(formula.denominator ? [formula.denominator] : [])];
  const isFew = isFewData(value);
  const settling = settlingWords(value.settlingDays, "day", format);
  const say = useWords(EXPLAIN_TEXTS);
  return (
    <ExplainPanel
      value={format.metric(unit, value.value)}
      scope={scopeOf(explanation, format)}
      isFewData={isFew}
      unavailableBecause={unavailableBecause}
      definition={definition}
      parts={parts.map((part) => ({ words: capital(part.words), amount: amountOf(part, format) }))}
      result={resultOf(explanation, format)}
      notes={[
        ...(formula.how === null ? [] : [formula.how]),
        ...(value.interval === null ? [] : [intervalWords(explanation, value.interval, format)]),
        ...(settling === null ? [] : [settling]),
        ...(isFew ? [say("swings", { count: format.count(FEW_DATA) })] : []),
      ]}
      excluded={excluded.map(({ label, count }) => ({ label, count: format.count(count) }))}
      footnote={
        <>
          {say.rich("footnote", {
            version: format.count(definitionVersion),
            timeZone: format.settings.timeZone,
            definitions: (text) => <Link url={definitionsUrl}>{text}</Link>,
            check: (text) => <Link url={checkUrl}>{text}</Link>,
          })}
        </>
      }
    />
  );
}

/** How sure the number is: of a forecast, how often its ranges hold. */
function intervalWords({ key, unit, rangeHeld }: Explanation, [from, to]: Interval, format: Formatters): string {
  const say = wordsOf(EXPLAIN_TEXTS, format.settings.locale);
  const bounds = { low: format.metric(unit, from), high: format.metric(unit, to) };
  const { isForecast, intervalPercent } = METRICS[key];
  return isForecast
    ? say("range", { ...bounds, basis: rangeSentence(rangeHeld, format) })
    : say("likely", { ...bounds, percent: format.wholePercent(intervalPercent / 100) });
}

/** The days and the part of the shop the number is of. */
function scopeOf({ over, segment }: Explanation, format: Formatters): string {
  const say = wordsOf(EXPLAIN_TEXTS, format.settings.locale);
  const days =
    over === null
      ? say("scope.all")
      : over.from === over.to
        ? format.day(over.from)
        : say("scope.days", { from: format.day(over.from), to: format.day(over.to) });
  return segment === "" ? days : say("scope.only", { days, segment });
}

function amountOf({ amount, unit }: FormulaPart, format: Formatters): string {
  return format.metric(unit, amount);
}

function resultOf({ formula, value, unit }: Explanation, format: Formatters): string | null {
  const { reading, numerator, denominator } = formula;
  if (value.value === null || denominator === null || (reading !== "share" && reading !== "growth")) return null;
  const less = reading === "growth" ? " − 1" : "";
  const quotient = `${amountOf(numerator, format)} / ${amountOf(denominator, format)}${less}`;
  return `${quotient} = ${format.metric(unit, value.value)}`;
}

function List({ explanation, urlWith, downloadUrl, format }: ExplainPageProps & { readonly format: Formatters }) {
  const { list, label } = explanation;
  const { total, page, pages, rows, columns } = list;
  const say = useWords(EXPLAIN_TEXTS);
  return (
    <TitledCard
      title={say(`list.title.${list.kind}`, { count: total.count, shown: format.count(total.count) })}
      summary={sumSentence(list, explanation, format)}
      aside={total.count > 0 && <DownloadButton href={downloadUrl} label={say("list.download")} />}
    >
      {total.count > MOST_EXPORTED_ROWS && (
        <Text as="p" tone="subdued">
          {say("list.capped", { most: format.count(MOST_EXPORTED_ROWS) })}
        </Text>
      )}
      {total.count > 0 && (
        <>
          <DataTable
            caption={say(`list.caption.${list.kind}`, { label })}
            file={null}
            columns={columns.map((column): DataTableColumn => {
              const isSorted = list.order.by === column.field;
              const next = { by: column.field as SortKey, isAscending: isSorted && !list.order.isAscending };
              return {
                key: column.key,
                label: column.label,
                isNumeric: isNumeric(column.unit),
                ...(isSorted && { sorted: list.order.isAscending ? "ascending" : "descending" }),
                ...(column.isSortable && {
                  heading: <Link url={urlWith({ sort: sortParameter(next), page: "1" })}>{column.label}</Link>,
                }),
              };
            })}
            rows={rows.map((row) => ({
              key: row.key,
              cells: Object.fromEntries(columns.map((column) => [column.key, listCell(row, column, format)])),
            }))}
            total={{
              key: "total",
              cells: {
                ...Object.fromEntries(columns.map(({ key }) => [key, ""])),
                [columns[0]?.key ?? ""]:
                  pages > 1 ? say("list.all", { count: format.count(total.count) }) : say("list.total"),
                ...totalCells(explanation, format),
              },
            }}
          />
          <PageLinks
            label={say(`list.pages.${list.kind}`)}
            pageUrl={(next) => urlWith({ page: String(next) })}
            {...{ page, pages, format }}
          />
        </>
      )}
    </TitledCard>
  );
}

function isNumeric(unit: string): boolean {
  return unit === "money" || unit === "count" || unit === "days";
}

/** What the list proves of the number. */
function sumSentence({ total }: ExplainedList, { formula }: Explanation, format: Formatters): string {
  const say = wordsOf(EXPLAIN_TEXTS, format.settings.locale);
  if (total.count === 0) return say("list.nothing");
  switch (formula.reading) {
    case "sum":
      return say("list.sum");
    case "values":
      return say("list.values");
    default:
      return say("list.parts");
  }
}

function totalCells({ list, formula }: Explanation, format: Formatters): Record<string, string> {
  const keyOf = (field: string) => list.columns.find((column) => column.field === field)?.key ?? field;
  return {
    [keyOf("numerator")]: amountOf(formula.numerator, format),
    ...(formula.denominator && { [keyOf("denominator")]: amountOf(formula.denominator, format) }),
  };
}

function capital(words: string): string {
  return words === "" ? NOT_AVAILABLE : words.charAt(0).toUpperCase() + words.slice(1);
}
