import { gid } from "../../../payloads/payloads";
import type { Agreement } from "../../../sales/sales-ledger";
import type { Sale } from "../../../sales/sales-rows";
import { utcText } from "../../../time/time-text";
import { listConnection, type Source } from "../../connections";
import { plain, type Fields } from "../../fields";
import { lineAt, tipLine } from "./line-items";
import { bag, type OrderSource } from "./order-source";
import type { RefundSource } from "./refunds";
import { shippingLine, taxLines } from "./shipping-and-tax";

interface AgreementSource extends Source {
  readonly order: OrderSource;
  readonly agreement: Agreement;
}

interface SaleSource extends Source {
  readonly order: OrderSource;
  readonly sale: Sale;
}

export const agreementSources = (order: OrderSource): AgreementSource[] =>
  !order.record.hasAgreements
    ? []
    : order.history().agreements.map((agreement) => ({ __typename: agreement.kind, order, agreement }));

export const AGREEMENT: Fields<AgreementSource> = {
  id: ({ agreement }) => gid(agreement.kind, agreement.id),
  happenedAt: ({ agreement }) => utcText(agreement.happenedAt),
  reason: ({ agreement }) => agreement.reason,
  app: () => null,
  user: () => null,
  order: ({ order }) => order,
  refund({ order, agreement }): RefundSource {
    if (agreement.refund === null) throw new RangeError(`agreement ${agreement.id} is no refund`);
    return { __typename: "Refund", order, refund: agreement.refund, at: agreement.happenedAt };
  },
  return: ({ order, agreement }) =>
    plain("Return", {
      id: gid("Return", agreement.id),
      name: `${order.record.name}-R1`,
      status: "CLOSED",
      createdAt: utcText(agreement.happenedAt),
      closedAt: utcText(agreement.happenedAt),
      order,
    }),
  sales: ({ order, agreement }, args, context) =>
    listConnection(
      context,
      agreement.sales.map((sale): SaleSource => ({ __typename: sale.kind, order, sale })),
      args,
    ),
};

export const SALE: Fields<SaleSource> = {
  id: ({ sale }) => gid(sale.kind, sale.id),
  actionType: ({ sale }) => sale.actionType,
  lineType: ({ sale }) => sale.lineType,
  quantity: ({ sale }) => sale.quantity,
  totalAmount: ({ order, sale }) => bag(order, sale.total),
  totalTaxAmount: ({ order, sale }) => bag(order, sale.tax),
  totalDiscountAmountBeforeTaxes: ({ order, sale }) => bag(order, sale.discount),
  totalDiscountAmountAfterTaxes: ({ order, sale }) => bag(order, sale.discountAfterTax),
  lineItem: ({ order, sale }) => (sale.kind === "TipSale" ? tipLine(order) : lineAt(order, sale.line)),
  shippingLine: ({ order }) => shippingLine(order),
  duty: ({ order, sale }) =>
    plain("Duty", {
      id: gid("Duty", sale.id),
      price: bag(order, Math.abs(sale.total - sale.tax)),
      taxLines: taxLines(order, Math.abs(sale.tax)),
      countryCodeOfOrigin: null,
      harmonizedSystemCode: null,
    }),
  additionalFee: ({ order, sale }) =>
    plain("SaleAdditionalFee", {
      id: gid("SaleAdditionalFee", sale.id),
      name: "Additional fee",
      price: bag(order, Math.abs(sale.total - sale.tax)),
      taxLines: taxLines(order, Math.abs(sale.tax)),
    }),
  fee: () => null,
};
