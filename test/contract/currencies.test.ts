import { isEnumType } from "graphql";
import { describe, expect, it } from "vitest";
import { currencyExponent } from "~/domain/money";
import { currencyDigits } from "../simulator/money/money";
import { pinnedSchema } from "../simulator/schema/pinned-schema";

const type = pinnedSchema().getType("CurrencyCode");
const codes = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];

describe("the minor unit of every currency Shopify knows", () => {
  it("is one to the app and to the simulator, which share no table", () => {
    expect(codes.length).toBeGreaterThan(150);
    const different = codes.filter((code) => currencyExponent(code) !== currencyDigits(code));
    expect(different).toEqual([]);
  });

  it("is none for 19 of them and a thousandth for 7, as in Shopify's own table", () => {
    const having = (decimals: number) => codes.filter((code) => currencyExponent(code) === decimals);
    expect(having(0)).toHaveLength(19);
    expect(having(3)).toHaveLength(7);
    expect(having(2)).toHaveLength(codes.length - 26);
  });
});
