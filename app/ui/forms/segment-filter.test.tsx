import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SegmentFilter, type SegmentFilterProps } from "./segment-filter";

const filter: SegmentFilterProps = {
  segment: {},
  words: "",
  errors: {},
  options: { channels: ["web", "pos"], countries: ["DE", "XZ1"], firstProducts: [{ productId: "7", title: "Mug" }] },
  kept: { host: "abc", range: "last_7_days" },
  onNavigate: () => {},
};
const render = (props: Partial<SegmentFilterProps> = {}) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <SegmentFilter {...filter} {...props} />
    </AppProvider>,
  );

describe("SegmentFilter", () => {
  it("is a form of the address that passes on what it does not choose", () => {
    const html = render();
    expect(html).toContain('<form method="get"');
    expect(html).toContain('<input type="hidden" name="range" value="last_7_days"/>');
    expect(html.match(/<select [^>]*name="(\w+)"/g)).toHaveLength(5);
    expect(html).toContain('<option value="DE">Germany</option>');
    expect(html).toContain('<option value="7">Mug</option>');
    expect(html).not.toContain("Clear filter");
  });

  it("says what it leaves over and how to see the whole shop again", () => {
    const html = render({ segment: { buyer: "new", country: "DE" }, words: "first purchases, country DE" });
    expect(html).toContain("Only first purchases, country DE.");
    expect(html).toContain('<option value="new" selected="">First purchases</option>');
    expect(html).toMatch(/<a [^>]*href="\?host=abc&amp;range=last_7_days"[^>]*>Clear filter<\/a>/);
  });

  it("says beside its words what it does not touch", () => {
    const note = "Checkouts are all counted.";
    expect(render({ segment: { buyer: "new" }, words: "first purchases", note })).toContain(
      `Only first purchases.</span> <span>${note}</span>`,
    );
  });

  it("explains a field it could not use", () => {
    expect(render({ errors: { discount: "Choose yes or no." } })).toMatch(/role="alert">.*Choose yes or no\./);
  });
});
