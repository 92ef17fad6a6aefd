import { readdirSync } from "node:fs";
import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { NO_RULES } from "~/domain/recommendations/showing/list-rules";
import type { ShopDay } from "~/domain/time/shop-time";
import { createFormatters } from "~/ui/format/formatters";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import { wordsOf } from "~/words/words";
import { reasonOf } from "./list-reason";
import { RecommendationsPage, type RecommendationsPageProps } from "./recommendations-page";
import { OTHER_PLACEMENTS, themeEditorUrl } from "./theme-editor-url";

const say = wordsOf(RECOMMENDATION_TEXTS);
const format = createFormatters({ locale: "en-GB", currencyCode: "EUR", timeZone: "Europe/Berlin" });
const build: NonNullable<RecommendationsPageProps["data"]["inForce"]> = {
  status: "done",
  reason: null,
  startedAt: Date.UTC(2026, 10, 21, 2, 0),
  finishedAt: Date.UTC(2026, 10, 21, 2, 5),
  baskets: 1834,
  products: 120,
  covered: 117,
  coverage: 117 / 120,
};

const data: RecommendationsPageProps["data"] = {
  latest: build,
  inForce: build,
  published: 117,
  publication: null,
  rules: NO_RULES,
  quality: [],
  products: [
    {
      productId: "1",
      title: "Ethiopia 250 g",
      obstacle: null,
      entries: [
        {
          rank: 1,
          productId: "2",
          title: "Filter papers",
          filledBy: "bought_together",
          evidence: { together: 12, lift: 2 },
        },
        { rank: 2, productId: "3", title: "Kenya 250 g", filledBy: "similar_product", evidence: null },
      ],
      isEmptiedByRules: false,
    },
  ],
  total: 41,
  page: 2,
  pages: 3,
  search: "",
};

const render = (props: Partial<RecommendationsPageProps>) =>
  renderToStaticMarkup(
    <AppProvider i18n={english}>
      <RecommendationsPage
        data={data}
        themeEditorUrl={(placement) => themeEditorUrl("nordlicht.myshopify.com", "key", placement)}
        rebuildButton={<button>Rebuild now</button>}
        checkButton={<button>Compare</button>}
        rulesForm={<p>rules form</p>}
        productUrl={(id) => `?product=${id}`}
        notice={null}
        brought={<p>what they bring</p>}
        searchForm={<p>search form</p>}
        pageUrl={(page) => `?page=${page}`}
        format={format}
        {...props}
      />
    </AppProvider>,
  );

describe("reasonOf", () => {
  const bought = (together: number, lift: number) =>
    reasonOf({ filledBy: "bought_together", evidence: { together, lift } }, say, format);

  it("counts plainly where enough orders stand behind a pair", () => {
    expect(bought(12, 2)).toBe("bought together 12 times, twice as often as chance");
  });

  it("gives no measure of chance for a pair bought together a few times", () => {
    expect(bought(3, 291.2)).toBe("bought together 3 times");
    expect(bought(10, 291.2)).toBe("bought together 10 times, a hundred times as often as chance or more");
  });

  it("claims no more than chance where it is not", () => {
    expect(bought(12, 0.9)).toBe("bought together 12 times");
  });

  it("claims the round number below", () => {
    expect(bought(12, 9.9)).toContain("five times as often as chance");
    expect(bought(12, 10)).toContain("ten times as often as chance");
  });

  it("says that a merchant pinned it, whatever else speaks for it", () => {
    expect(reasonOf({ filledBy: "pinned", evidence: { together: 12, lift: 2 } }, say, format)).toBe("pinned by you");
  });

  it("names the source otherwise", () => {
    expect(reasonOf({ filledBy: "recent_seller", evidence: null }, say, format)).toBe("sells well right now");
  });
});

describe("RecommendationsPage", () => {
  it("says when the lists were built, how many products have one, and why each stands there", () => {
    const html = render({});
    expect(html).toContain("Built 21 Nov 2026, 03:05, shop time (Europe/Berlin).");
    expect(html).toContain("97.5%");
    expect(html).toContain("bought together 12 times, twice as often as chance");
    expect(html).toContain("similar product");
  });

  it("pages", () => {
    expect(render({})).toMatch(/\?page=1.*41 products, page 2 of 3.*\?page=3/s);
    expect(render({ data: { ...data, page: 3 } })).not.toContain("?page=4");
  });

  it("explains an absent, running or failed build", () => {
    expect(render({ data: { ...data, latest: null, inForce: null } })).toContain("No lists yet");
    expect(render({ data: { ...data, latest: { ...build, status: "running" } } })).toContain("A build is running");
    const failed = render({ data: { ...data, latest: { ...build, status: "failed", reason: "Shopify refused." } } });
    expect(failed).toContain("Shopify refused.");
    expect(failed).toContain("97.5%");
  });

  it("says what keeps lists from being shown, and what was found when they were compared", () => {
    const publication = {
      ...{ publishedAt: Date.UTC(2026, 10, 21, 2, 6), failedBecause: null, refused: 1 },
      ...{ checkedAt: Date.UTC(2026, 10, 22, 2, 0), checked: 300, different: 2, missingDefinitions: ["similar"] },
    };
    const html = render({ data: { ...data, publication } });
    expect(html).toContain("missing or closed to storefronts: similar.");
    expect(html).toContain("300 products, 2 lists differed and were written again.");
    expect(html).toContain("Shopify refused one list.");
    expect(render({ data: { ...data, publication: { ...publication, failedBecause: "Shopify is away." } } })).toContain(
      "Shopify is away. Your storefront keeps the lists it has.",
    );
    expect(render({})).toContain("Not published yet.");
  });

  it("says how often lists meet what is bought beside best sellers, day by day", () => {
    const days = [
      { day: "2026-11-20" as ShopDay, hits: 300 },
      { day: "2026-11-21" as ShopDay, hits: 324 },
    ].map((each) => ({ ...each, places: 4, baskets: 400, cases: 1000, bestSellerHits: 110 }));
    const html = render({ data: { ...data, quality: days } });
    expect(html).toContain("On your latest orders the lists hit 32.4%. Best sellers would have hit 11.0%.");
    expect(html).toContain("1,000 products of 400 orders and 4 places of a list.");
    expect(html).toContain("<svg");
    const worse = days.map((each) => ({ ...each, hits: 100 }));
    expect(render({ data: { ...data, quality: worse } })).toContain("the lists hit 10.0%, no more than best sellers");
    expect(render({})).not.toContain("latest orders");
  });

  it("leads from each product to its preview", () => {
    expect(render({})).toMatch(/href="\?product=1"[^>]*>Preview and edit/);
  });

  it("says when a search finds nothing", () => {
    const html = render({ data: { ...data, products: [], total: 0, search: "tea" } });
    expect(html).toContain("No product with a list has “tea” in its title.");
  });
});

describe("themeEditorUrl", () => {
  it("opens the product template with the block to be added", () => {
    expect(themeEditorUrl("nordlicht.myshopify.com", "key", "product")).toBe(
      "https://nordlicht.myshopify.com/admin/themes/current/editor?template=product&addAppBlockId=key%2Frecommendations&target=newAppsSection",
    );
  });

  it("chooses the embed for cart drawers, which has no template", () => {
    expect(themeEditorUrl("nordlicht.myshopify.com", "key", "drawer")).toBe(
      "https://nordlicht.myshopify.com/admin/themes/current/editor?context=apps&activateAppId=key%2Fcart-drawer",
    );
  });

  it("names blocks the theme extension has", () => {
    const blocks = readdirSync(new URL("../../../extensions/recommendations-theme/blocks", import.meta.url));
    for (const placement of ["product", ...OTHER_PLACEMENTS] as const) {
      const { searchParams } = new URL(themeEditorUrl("nordlicht.myshopify.com", "key", placement));
      const named = searchParams.get("addAppBlockId") ?? searchParams.get("activateAppId") ?? "";
      expect(blocks).toContain(`${named.split("/")[1]}.liquid`);
    }
  });
});
