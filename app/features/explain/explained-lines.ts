import type { MetricKey } from "~/domain/metrics/catalogue/catalogue";
import type { Basis } from "~/domain/metrics/records/basis";
import type { LedgerLine } from "~/domain/metrics/totals/ledger-amounts";
import { BUYERS } from "~/domain/metrics/history/buyer";
import type { TotalsReader } from "~/domain/metrics/totals/totals-reader";
import type { DayRange } from "~/domain/time/reporting-window";
import { metricLabel } from "~/ui/format/metric-words";
import type { FormulaPart } from "./explanation";

/** The lines a sum of ledger rows consists of; what is taken off is below zero. */
export async function explainedLines(basis: Basis, range: DayRange, reader: TotalsReader): Promise<FormulaPart[]> {
  if (basis.facts !== "ledger" || basis.madeOf === undefined) return [];
  const { buyers = BUYERS, madeOf } = basis;
  const sales = await reader.sales(range);
  return madeOf.map((part) => {
    const isTakenOff = part.startsWith("-");
    const line = part.replace("-", "") as LedgerLine;
    const amount = buyers.reduce((sum, buyer) => sum + sales[buyer][line], 0);
    return { words: metricLabel(LINE_METRICS[line]), amount: isTakenOff ? 0 - amount : amount, unit: "money" };
  });
}

const LINE_METRICS: Readonly<Record<LedgerLine, MetricKey>> = {
  grossSales: "gross_sales",
  discounts: "discounts",
  returns: "returns",
  shipping: "shipping",
  duties: "duties",
  tips: "tips",
  fees: "fees",
  taxes: "taxes",
  giftCardsSold: "gift_cards_sold",
};
