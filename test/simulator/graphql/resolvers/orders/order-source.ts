import { orderAmounts, type OrderAmounts } from "../../../sales/order-amounts";
import { orderHistory, type OrderHistory } from "../../../sales/sales-ledger";
import type { OrderRecord } from "../../../store/records/order";
import type { Source } from "../../connections";
import { moneyBag } from "../money";

export interface OrderSource extends Source {
  readonly record: OrderRecord;
  readonly history: () => OrderHistory;
  readonly amounts: () => OrderAmounts;
}

export function orderSource(record: OrderRecord): OrderSource {
  let history: OrderHistory | undefined;
  let amounts: OrderAmounts | undefined;
  const source: OrderSource = {
    __typename: "Order",
    record,
    history: () => (history ??= orderHistory(record)),
    amounts: () => (amounts ??= orderAmounts(record, source.history())),
  };
  return source;
}

export const bag = ({ record }: OrderSource, amount: number) => moneyBag(amount, record.currencyCode, record);
