import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { DataTable } from "./data-table";

const table = (rows: number) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <DataTable
        caption="Search terms"
        file={null}
        columns={[{ key: "term", label: "Term" }]}
        rows={Array.from({ length: rows }, (_, index) => ({ key: String(index), cells: { term: `term ${index}` } }))}
      />
    </AppProvider>,
  );

it("says that it scrolls where it does, and stands whole where it has few rows", () => {
  expect(table(19)).toContain("cb-table--long");
  expect(table(19)).toContain("19 rows: scroll the table to see all.");
  expect(table(12)).not.toContain("cb-table--long");
  expect(table(12)).not.toContain("scroll the table");
});
