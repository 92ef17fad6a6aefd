import { financialStatus, orderAmounts } from "../../sales/order-amounts";
import { gid } from "../../payloads/payloads";
import type { CustomerRecord } from "../../store/records/customer";
import type { Id } from "../../store/records/values";
import { orderOfRow } from "../../store/records/order";
import { orderHistory } from "../../sales/sales-ledger";
import { utcText } from "../../time/time-text";
import type { Source } from "../connections";
import type { ApiContext } from "../context";
import type { Fields } from "../fields";
import { moneyV2 } from "./money";

export interface CustomerSource extends Source {
  readonly record: CustomerRecord;
}

export const customerSource = (record: CustomerRecord): CustomerSource => ({ __typename: "Customer", record });

/** Only the reference when nothing but the id is asked for would be enough; the row is read either way. */
export function customerById({ shop }: ApiContext, id: Id): CustomerSource | null {
  const record = shop.customer(id);
  return record === undefined ? null : customerSource(record);
}

export const CUSTOMER: Fields<CustomerSource> = {
  id: ({ record }) => gid("Customer", record.id),
  legacyResourceId: ({ record }) => String(record.id),
  createdAt: ({ record }) => utcText(record.createdAt),
  updatedAt: ({ record }) => utcText(record.updatedAt),
  tags: ({ record }) => record.tags,
  numberOfOrders: ({ record }, _args, { database, shop }) =>
    String(
      database.get(
        `SELECT count(*) AS n FROM "order" WHERE shop_id = ? AND customer_id = ? AND is_test = 0`,
        shop.id,
        record.id,
      )?.["n"],
    ),
  amountSpent({ record }, _args, { database, shop, profile }) {
    const orders = database
      .all(`SELECT * FROM "order" WHERE shop_id = ? AND customer_id = ? AND is_test = 0`, shop.id, record.id)
      .map(orderOfRow);
    const spent = orders.reduce((total, order) => {
      const amounts = orderAmounts(order, orderHistory(order));
      const isUnpaid = ["PENDING", "VOIDED", "EXPIRED"].includes(financialStatus(order, amounts));
      return total + (isUnpaid ? 0 : amounts.currentTotal);
    }, 0);
    return moneyV2(spent, profile.currencyCode);
  },
};
