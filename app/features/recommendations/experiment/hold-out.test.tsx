import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { HoldOutSetting } from "~/domain/recommendations/lift/held-out-lists";
import { createFormatters } from "~/ui/format/formatters";
import { HoldOutFields } from "./hold-out-form";
import { HeldOutToday, HoldOutNotice } from "./hold-out-notices";

const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const on: HoldOutSetting = { isOn: true, percent: 20, instead: "nothing" };
const sellers: HoldOutSetting = { ...on, instead: "best_sellers" };
const textOf = (part: ReactNode) =>
  renderToStaticMarkup(<AppProvider i18n={english}>{part}</AppProvider>).replaceAll(/<[^>]+>/g, " ");

describe("the form of the hold-out", () => {
  it.each<[string, HoldOutSetting, number, string]>([
    ["lists off", on, 1_234, "takes the lists off about 247 of 1,234 product pages a day, beginning today"],
    ["best sellers", sellers, 40, "shows bestsellers instead of lists on about 8 of 40 product pages a day"],
    ["one page at least", { ...on, percent: 5 }, 6, "about 1 of 6 product pages"],
    ["nothing", { ...on, isOn: false }, 40, "shows lists on all product pages, every day"],
  ])("says what saving does: %s", (_what, setting, pages, words) => {
    expect(textOf(<HoldOutFields {...{ setting, pages, format }} isBusy={false} />)).toContain(words);
  });
});

describe("saving another share while one is measured", () => {
  const fields = (setting: HoldOutSetting) =>
    textOf(<HoldOutFields {...{ setting, format }} pages={40} isBusy={false} />);

  it("says that the days so far are given up", () => {
    expect(fields(on)).toContain("Measuring then begins anew");
    expect(fields({ ...on, isOn: false })).not.toContain("begins anew");
  });
});

describe("the standing notice", () => {
  const notice = (setting: HoldOutSetting, isMeasuring = true) =>
    textOf(<HoldOutNotice brought={{ setting, isMeasuring }} />);

  it("says on how many pages lists are missing, and what stands there", () => {
    expect(notice({ ...on, percent: 50 })).toContain("On 50% of product pages a day no lists are shown, so that");
    expect(notice(sellers)).toContain("On 20% of product pages a day bestsellers are shown instead of lists, so that");
  });

  it("is gone while no page is held out", () => {
    for (const text of [notice({ ...on, isOn: false }), notice(on, false)]) expect(text).not.toContain("product pages");
  });
});

it("a product held out today says what its page shows", () => {
  expect(textOf(<HeldOutToday instead="nothing" />)).toContain("Held out today: this page shows no lists");
  expect(textOf(<HeldOutToday instead="best_sellers" />)).toContain("this page shows bestsellers instead");
});
