import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ErrorPage } from "./error-page";

const shown = (status: number, reason?: unknown) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <ErrorPage status={status} reason={reason} onReload={() => {}} />
    </AppProvider>,
  );

describe("the error page", () => {
  it("says why the app cannot do it now, where the answer does", () => {
    const reason = "Comeback is still busy with earlier pages of this shop. Try again in a minute.";
    expect(shown(503, reason)).toContain(reason);
    for (const nothing of [undefined, null, "", { status: 503 }])
      expect(shown(503, nothing)).toContain("Nothing is lost");
  });

  it("shows nothing of what another failure says", () => {
    expect(shown(500, "SELECT secret")).not.toContain("SELECT");
    expect(shown(404, "SELECT secret")).toContain("There is no such page");
  });
});
