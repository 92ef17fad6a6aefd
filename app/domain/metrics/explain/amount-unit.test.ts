import { expect, it } from "vitest";
import { amountUnit } from "./amount-unit";

it("measures amounts in money, days or numbers of things", () => {
  expect(amountUnit("netSales")).toBe("money");
  expect(amountUnit("days")).toBe("days");
  expect(amountUnit("cameBack")).toBe("count");
});
