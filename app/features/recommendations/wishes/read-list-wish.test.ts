import { describe, expect, it } from "vitest";
import { NO_RULES } from "~/domain/recommendations/showing/list-rules";
import { readListWish } from "./read-list-wish";

describe("readListWish", () => {
  it("reads what concerns the whole page", () => {
    expect(readListWish({ intent: "rebuild" })).toEqual({ wish: { what: "rebuild" } });
    expect(readListWish({ intent: "check" })).toEqual({ wish: { what: "check" } });
  });

  it("reads pins and their order", () => {
    for (const what of ["pin", "unpin", "up", "down"] as const) {
      expect(readListWish({ intent: what, product: "1", other: "2" })).toEqual({
        wish: { what, productId: "1", otherId: "2" },
      });
    }
    expect(readListWish({ intent: "pinTitle", product: "1", title: " Kettle " })).toEqual({
      wish: { what: "pinTitle", productId: "1", title: "Kettle" },
    });
  });

  it("reads bans beside one product and beside all", () => {
    expect(readListWish({ intent: "ban", product: "1", other: "2" })).toEqual({
      wish: { what: "ban", productId: "1", besideId: "2" },
    });
    expect(readListWish({ intent: "allow", product: "1" })).toEqual({
      wish: { what: "allow", productId: "1", besideId: null },
    });
  });

  it.each([
    [{}],
    [{ intent: "pin", product: "1" }],
    [{ intent: "pin", product: "0", other: "2" }],
    [{ intent: "pin", product: "1; DROP", other: "2" }],
    [{ intent: "pin", product: "1", other: "9223372036854775808" }],
    [{ intent: "ban", product: "9999999999999999999", other: "2" }],
    [{ intent: "erase", product: "1", other: "2" }],
  ])("refuses %j", (form) => {
    expect(readListWish(form)).toEqual({ error: "This change is not known. Reload the page and try again." });
  });

  it("asks for a title where one is missing", () => {
    expect(readListWish({ intent: "pinTitle", product: "1", title: " " })).toEqual({
      error: "Enter the title of a product.",
    });
  });

  it("reads rules, and takes what is empty or unknown for none", () => {
    expect(readListWish({ intent: "rules", kinship: "cousins" })).toEqual({ wish: { what: "rules", rules: NO_RULES } });
    expect(
      readListWish({
        ...{ intent: "rules", soldOut: "yes", kinship: "type", vendors: "same" },
        ...{ lowest: "50", highest: "200 %", tags: "sample, , old " },
      }),
    ).toEqual({
      wish: {
        what: "rules",
        rules: {
          ...{ allowSoldOut: true, kinship: "type", vendors: "same" },
          ...{ lowestPercent: 50, highestPercent: 200, excludedTags: ["sample", "old"] },
        },
      },
    });
  });

  it.each([[{ lowest: "-1" }], [{ highest: "1.5" }], [{ lowest: "300", highest: "200" }]])(
    "refuses the percentages %j",
    (fields) => {
      expect(readListWish({ intent: "rules", ...fields })).toEqual({
        error: "Enter whole percentages, the lower one first.",
      });
    },
  );
});
