import { isEnumType } from "graphql";
import { z } from "zod";
import { pinnedSchema } from "../schema/pinned-schema";
import { id, moment } from "./row-fields";

/** The rows of a data folder as written; what they mean together is checked where they are loaded. */
const amount = z
  .string('must be a decimal string such as "12.50"')
  .regex(/^-?\d+(\.\d+)?$/, 'must be a decimal string such as "12.50"');

const timeZone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}, 'must be an IANA time zone such as "Europe/Berlin"');

/** One that Shopify knows. */
const currency = (example: string) =>
  z.string().refine((code) => {
    const known = pinnedSchema().getType("CurrencyCode");
    return isEnumType(known) && known.getValue(code) !== undefined;
  }, `must be a currency code such as "${example}"`);

const texts = z.array(z.string());
const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code such as "DE"');
const rate = z
  .string('must be a rate such as "0.9512"')
  .regex(/^(?!0+(\.0+)?$)\d+(\.\d+)?$/, 'must be a rate such as "0.9512"')
  .transform(Number);

/** `{"_rec": "..."}` or `[{"name": "_rec", "value": "..."}]` */
const properties = z.union([
  z
    .record(z.string(), z.string())
    .transform((record) => Object.entries(record).map(([key, value]) => ({ key, value }))),
  z.array(
    z
      .object({ name: z.string().optional(), key: z.string().optional(), value: z.string() })
      .transform(({ name, key, value }) => ({ key: key ?? name ?? "", value })),
  ),
]);

export const shopRow = z.object({
  name: z.string().min(1),
  domain: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*(\.myshopify\.com)?$/, 'must be a shop domain such as "soap.myshopify.com"')
    .transform((domain) => (domain.includes(".") ? domain : `${domain}.myshopify.com`)),
  ianaTimezone: timeZone,
  currencyCode: currency("EUR"),
  taxesIncluded: z.boolean().nullish(),
  scopes: texts.nullish(),
  installedAt: moment.nullish(),
  markets: z.array(z.object({ countries: z.array(country).min(1), currencyCode: currency("CHF"), rate })).nullish(),
});

export const productRow = z.object({
  id,
  title: z.string(),
  handle: z.string().min(1),
  productType: z.string().nullish(),
  category: z.string().nullish(),
  vendor: z.string().nullish(),
  collections: texts.nullish(),
  tags: texts.nullish(),
  status: z
    .string()
    .transform((status) => status.toUpperCase())
    .pipe(z.enum(["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"]))
    .nullish(),
  giftCard: z.boolean().nullish(),
  variants: z
    .array(
      z.object({
        id,
        title: z.string().nullish(),
        price: amount,
        compareAtPrice: amount.nullish(),
        sku: z.string().nullish(),
        inventory: z.number().int().nullish(),
        unitCost: amount.nullish(),
        unitPriceMeasurement: z
          .object({
            quantityValue: z.number().positive(),
            quantityUnit: z.string(),
            referenceValue: z.number().positive(),
            referenceUnit: z.string(),
          })
          .nullish(),
      }),
    )
    .min(1, "must hold at least one variant"),
});

export const customerRow = z.object({ id, createdAt: moment.nullish(), tags: texts.nullish() });

const units = z.number("must be a whole number of units").int("must be a whole number of units");

const lineRow = z.object({
  productId: id,
  variantId: id.nullish(),
  title: z.string().nullish(),
  quantity: units.positive("must be a positive number of units"),
  unitPrice: amount,
  discount: amount.nullish(),
  discountAfterTax: amount.nullish(),
  tax: amount.nullish(),
  giftCard: z.boolean().nullish(),
  properties: properties.nullish(),
});
export type LineRow = z.infer<typeof lineRow>;
/** A negative quantity takes units away, or brings back what was not bought here. */
const signedLineRow = lineRow.extend({ quantity: units.refine((n) => n !== 0, "must not be zero") });

const lineIndex = units.nonnegative("must not be negative");
const unitsOfLines = z.array(z.object({ line: lineIndex, quantity: units.positive("must be positive") }));

const charges = z.array(
  z.object({
    kind: z.enum(["duty", "fee", "additional_fee", "unknown"], "must be duty, fee, additional_fee or unknown"),
    amount,
    tax: amount.nullish(),
  }),
);
export type ChargeRow = z.infer<typeof charges>[number];

/** Who began it where. */
const origin = {
  sourceName: z.string().min(1, "must not be empty").nullish(),
  deviceId: id.nullish(),
  userId: id.nullish(),
  locationId: id.nullish(),
};

export const orderRow = z.object({
  id,
  name: z.string().min(1),
  customerId: id.nullish(),
  processedAt: moment,
  agreedAt: moment.nullish(),
  createdAt: moment.nullish(),
  updatedAt: moment.nullish(),
  cancelledAt: moment.nullish(),
  keepsMoney: z.boolean().nullish(),
  hasAgreements: z.boolean().nullish(),
  test: z.boolean().nullish(),
  financialStatus: z
    .string()
    .transform((status) => status.toUpperCase())
    .pipe(
      z.enum([
        "AUTHORIZED",
        "EXPIRED",
        "PAID",
        "PARTIALLY_PAID",
        "PARTIALLY_REFUNDED",
        "PENDING",
        "REFUNDED",
        "VOIDED",
      ]),
    )
    .nullish(),
  ...origin,
  checkoutToken: z.string().min(1).nullish(),
  cartToken: z.string().min(1).nullish(),
  discountCodes: texts.nullish(),
  country: country.nullish(),
  tags: texts.nullish(),
  lines: z.array(signedLineRow).max(10_000, "must hold at most 10000 lines"),
  shipping: amount.nullish(),
  shippingTax: amount.nullish(),
  tip: amount.nullish(),
  charges: charges.nullish(),
  presentmentCurrency: currency("USD").nullish(),
  presentmentRate: rate.nullish(),
  edits: z
    .array(
      z.object({
        at: moment,
        lines: z.array(signedLineRow),
        updates: z
          .array(
            z.object({
              line: lineIndex,
              total: amount,
              tax: amount.nullish(),
              discount: amount.nullish(),
              discountAfterTax: amount.nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
  refunds: z
    .array(
      z.object({
        at: moment,
        lines: unitsOfLines.nullish(),
        adjustment: amount.nullish(),
        adjustmentTax: amount.nullish(),
        shipping: amount.nullish(),
        shippingTax: amount.nullish(),
        charges: charges.nullish(),
      }),
    )
    .nullish(),
  returns: z
    .array(
      z.object({
        at: moment,
        lines: unitsOfLines,
        exchange: z.array(lineRow).nullish(),
        charges: charges.nullish(),
      }),
    )
    .nullish(),
  journey: z
    .object({
      customerOrderIndex: z.number().int().positive().nullish(),
      firstSource: z.string().nullish(),
      firstMedium: z.string().nullish(),
      source: z.string().nullish(),
      medium: z.string().nullish(),
      daysToConversion: z.number().int().nonnegative().nullish(),
    })
    .refine(
      ({ firstSource, firstMedium, source, medium }) =>
        (firstSource ?? firstMedium ?? null) === null || (source ?? medium ?? null) !== null,
      "needs the last visit too: give it source or medium",
    )
    .nullish(),
});
export type OrderRow = z.infer<typeof orderRow>;

export const checkoutRow = z.object({
  id,
  token: z.string().min(1),
  cartToken: z.string().min(1).nullish(),
  customerId: id.nullish(),
  hasContact: z.boolean(),
  startedAt: moment,
  updatedAt: moment,
  completedAt: moment.nullish(),
  orderId: id.nullish(),
  lines: z.array(lineRow.extend({ unitPrice: amount.nullish() })),
  ...origin,
  shipping: amount.nullish(),
  shippingTax: amount.nullish(),
  presentmentCurrency: currency("USD").nullish(),
  presentmentRate: rate.nullish(),
});

/** The first complaint about a row as part of a sentence: `lines[0].quantity must be a whole number of units`. */
export function complaint(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "is malformed";
  const path = issue.path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    "",
  );
  if (path === "") return issue.message;
  const isMissing = issue.code === "invalid_type" && issue.input === undefined;
  return isMissing ? `${path} is missing` : `${path} ${issue.message}`;
}
