import type { Aftermath, Refund } from "./aftermath";
import type { ShopDate } from "../calendar";
import type { EditRecord, RefundRecord, ReturnRecord } from "../folder/folder-records";
import { decimal } from "../folder/money";
import type { Buyer, ShopSetting } from "./orders";
import { lineRecord, priceOf, shippingTaxOf, taxOf, type PricedLine } from "./pricing";
import { minorUnits } from "../profiles";
import { chance, type Random } from "../random";
import { iso } from "../folder/timestamps";

/** An order that something happens to. */
export interface Subject {
  readonly setting: ShopSetting;
  readonly buyer: Buyer;
  readonly day: ShopDate;
  readonly lines: readonly PricedLine[];
  readonly shipping: number;
}

const RETURN_FEE = 3;

/** One unit of something the buyer likes. */
function another(random: Random, { setting, buyer, day }: Subject, purpose: "gear" | "refill"): PricedLine {
  const { profile, shelves } = setting;
  const product = shelves.draw(random, buyer.taste, purpose, day) ?? shelves.product(0);
  const line = { product, variantIndex: 0, quantity: 1 };
  const price = priceOf(line);
  return { ...line, price, discount: 0, savedTax: 0, tax: taxOf(profile, buyer.destination, product, price) };
}

export function editRecord(random: Random, subject: Subject, edit: NonNullable<Aftermath["edit"]>): EditRecord {
  const { setting, buyer, lines } = subject;
  const { profile } = setting;
  const at = iso(edit.at);
  if (edit.kind === "adds") return { at, lines: [lineRecord(profile, another(random, subject, "refill"))] };
  if ("removesUnitOf" in edit.kind) {
    const thinned = lines[edit.kind.removesUnitOf];
    if (thinned === undefined) throw new RangeError("an edit thins a line that the order does not have");
    const ofOneUnit = (amount: number) => amount - Math.round((amount * (thinned.quantity - 1)) / thinned.quantity);
    const [discount, savedTax, tax] = [thinned.discount, thinned.savedTax, thinned.tax].map(ofOneUnit);
    const removed = { ...thinned, discount: discount ?? 0, savedTax: savedTax ?? 0, tax: tax ?? 0 };
    return { at, lines: [{ ...lineRecord(profile, removed), quantity: -1 }] };
  }
  const [first] = lines;
  if (first === undefined) throw new RangeError("an edit makes a line cheaper that the order does not have");
  const { discount } = edit.kind;
  const tax = taxOf(profile, buyer.destination, first.product, discount);
  const money = (amount: number) => decimal(amount, profile.currencyDigits);
  const [before, after] = profile.taxesIncluded ? [discount - tax, discount] : [discount, discount + tax];
  const change = { line: 0, total: money(-after), discount: money(before) };
  return {
    at,
    lines: [],
    updates: [{ ...change, ...(tax > 0 && { tax: money(-tax), discountAfterTax: money(after) }) }],
  };
}

export function exchangeRecord(
  random: Random,
  subject: Subject,
  { at, unit, hasFee }: NonNullable<Aftermath["exchange"]>,
): ReturnRecord {
  const { profile } = subject.setting;
  const taken = another(random, subject, chance(random, 0.5) ? "gear" : "refill");
  const fee = decimal(minorUnits(profile, RETURN_FEE * profile.priceLevel), profile.currencyDigits);
  return {
    at: iso(at),
    lines: [unit],
    exchange: [lineRecord(profile, taken)],
    ...(hasFee && { charges: [{ kind: "fee", amount: fee }] }),
  };
}

export function refundRecord({ setting, buyer, lines, shipping }: Subject, refund: Refund): RefundRecord {
  const { profile } = setting;
  const { at, lines: units, adjustment, givesShippingBack } = refund;
  const money = (amount: number) => decimal(amount, profile.currencyDigits);
  const [first] = lines;
  const tax =
    first === undefined
      ? 0
      : Math.sign(adjustment) * taxOf(profile, buyer.destination, first.product, Math.abs(adjustment));
  const total = adjustment + (profile.taxesIncluded ? 0 : tax);
  const shippingTax = shippingTaxOf(profile, buyer.destination, shipping);
  return {
    at: iso(at),
    lines: units,
    ...(adjustment !== 0 && { adjustment: money(total) }),
    ...(tax !== 0 && { adjustmentTax: money(tax) }),
    ...(givesShippingBack && shipping > 0 && { shipping: money(shipping) }),
    ...(givesShippingBack && shippingTax > 0 && { shippingTax: money(shippingTax) }),
  };
}
