import { readFile } from "node:fs/promises";
import { describe, expect, inject, it } from "vitest";
import type { Locator, Page } from "playwright-core";
import { openApp } from "../support/browser/browser";
import { csvCells } from "../support/csv";
import { testBrowser } from "./test-browser";

const demo = inject("demo");

const { openWindow } = testBrowser();

const PAGES = [
  { name: "overview", path: "/app?range=last_365_days&discount=no", isReady: ".cb-metric--large", tables: 1 },
  { name: "orders", path: "/app/orders?range=last_90_days&discount=yes", isReady: ".cb-bars", tables: 10 },
  { name: "customers", path: "/app/customers?range=last_365_days", isReady: ".cb-tabs", tables: 4 },
  { name: "cohorts", path: "/app/customers?tab=cohorts&period=quarter", isReady: ".cb-heat", tables: 1 },
  {
    name: "value",
    path: "/app/customers?tab=value&range=last_365_days&anyway=yes",
    isReady: "#forecast-quality",
    tables: 12,
  },
  { name: "groups", path: "/app/customers?tab=groups&group=best", isReady: ".cb-heat", tables: 3 },
  { name: "churn risk", path: "/app/customers?tab=churn&anyway=yes&sort=value", isReady: "#at-risk", tables: 1 },
  { name: "abandonment", path: "/app/abandonment?range=last_90_days", isReady: ".cb-metric--large", tables: 3 },
  { name: "conversion", path: "/app/conversion?range=today&compare=none", isReady: "h1", tables: 0 },
  { name: "goals", path: "/app/goals", isReady: ".cb-goal", tables: 4 },
  { name: "data", path: "/app/settings", isReady: "h1", tables: 0 },
  {
    name: "definitions",
    path: "/app/settings/definitions?preview=1&channels=chosen&channel=web&abandonmentThresholdMinutes=90&q=rate",
    isReady: ".cb-preview",
    tables: 2,
  },
];

describe.each(PAGES)("the tables of $name", ({ path, isReady, tables }) => {
  it("each have a file with the same rows", async () => {
    const { page, errors, close } = await openWindow();
    const frame = await openApp(page, `${demo.appAddress}${path}`, isReady);
    for (const details of await frame.locator("details").all()) {
      await details.evaluate((element) => element.setAttribute("open", ""));
    }
    const shown = frame.locator(":is(.cb-table, .cb-heat)");
    await expect.poll(() => shown.count()).toBeGreaterThanOrEqual(tables);
    const found = await shown.all();
    for (const table of found) {
      const caption = (await table.getAttribute("aria-label")) ?? "";
      const [header = [], ...rows] = await savedRows(page, table);
      expect(header.at(-1), caption).toBe("currency");
      if ((await table.getAttribute("class"))?.includes("cb-heat"))
        expectSameCells(await heatCells(table), rows, caption);
      else expectSameRows(await shownRows(table), rows, caption);
    }
    expect(errors).toEqual([]);
    await close();
  });
});

/** What the button beneath a table saves, header first. */
async function savedRows(page: Page, table: Locator): Promise<string[][]> {
  const button = table.locator("xpath=following-sibling::*[descendant-or-self::button][1]").getByRole("button");
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const text = await readFile(await download.path(), "utf8");
  return text.trimEnd().split("\r\n").map(csvCells);
}

interface ShownTable {
  /** Of every row, what its cells say. */
  readonly rows: readonly (readonly string[])[];
  /** How many there are in all, where the table is a page of a list. */
  readonly all: number;
}

async function shownRows(table: Locator): Promise<ShownTable> {
  const rows = await table.evaluate((element) =>
    [...element.querySelectorAll("tbody tr")].map((row) =>
      [...row.querySelectorAll(".Polaris-DataTable__Cell--numeric")].map((cell) => cell.textContent ?? ""),
    ),
  );
  const list = await table
    .locator("xpath=ancestor::section[1]/descendant::nav")
    .first()
    .textContent({ timeout: 200 })
    .catch(() => "");
  const heading = await table
    .locator("xpath=ancestor::section[1]/descendant::*[self::h2 or self::h3][1]")
    .first()
    .textContent({ timeout: 200 })
    .catch(() => "");
  const counted = /([\d,]+) (?:checkouts?|customers?)\b/.exec(`${list} ${heading}`)?.[1];
  return { rows, all: counted === undefined ? rows.length : Number(counted.replaceAll(",", "")) };
}

/** Every number of a shown row stands in the same row of the file, to the decimals that are shown. */
function expectSameRows({ rows, all }: ShownTable, saved: readonly (readonly string[])[], caption: string): void {
  expect(saved, caption).toHaveLength(all);
  for (const [index, cells] of rows.entries()) {
    const numbers = (saved[index] ?? []).map(Number);
    for (const shown of cells.flatMap(shownNumbers)) {
      const isThere = numbers.some((number) => Math.abs(number - shown.value) <= shown.rounding);
      expect(isThere, `${caption}, row ${index + 1}: ${cells.join(" | ")} in ${saved[index]?.join(",")}`).toBe(true);
    }
  }
}

const heatCells = (table: Locator) =>
  table.locator("tbody tr:not(.is-total) td:nth-child(n + 3):not(:empty, .is-incomplete)").allTextContents();

/** Every tinted number stands in the file; periods that are not over are in it too, and say so. */
function expectSameCells(shown: readonly string[], saved: readonly (readonly string[])[], caption: string): void {
  const complete = saved.filter((row) => row.at(-2) !== "no");
  expect(complete, caption).toHaveLength(shown.length);
  for (const [index, text] of shown.entries()) {
    const numbers = (complete[index] ?? []).map(Number);
    for (const { value, rounding } of shownNumbers(text)) {
      expect(
        numbers.some((number) => Math.abs(number - value) <= rounding),
        `${caption}: ${text}`,
      ).toBe(true);
    }
  }
}

/** The numbers of a text with half of their last shown digit; a time of day is none, and so is a sentence's. */
function shownNumbers(text: string): { readonly value: number; readonly rounding: number }[] {
  if (/\d:\d\d/.test(text) || text.endsWith(".")) return [];
  return [...text.matchAll(/([−-]?)[€]?(\d[\d,]*)(?:\.(\d+))?(%?)/g)].map(
    ([, sign, whole = "", decimals = "", percent]) => {
      const unit = percent ? 0.01 : 1;
      const size = Number(`${whole.replaceAll(",", "")}.${decimals || "0"}`) * unit;
      return { value: sign ? -size : size, rounding: 0.5001 * 10 ** -decimals.length * unit };
    },
  );
}
