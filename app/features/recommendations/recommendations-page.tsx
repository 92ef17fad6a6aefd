import { Text } from "~/ui/polaris";
import type { ReactNode } from "react";
import type {
  BuildSummary,
  ListedProduct,
  RecommendationsPage as RecommendationsData,
} from "./load-recommendations.server";
import type { Formatters } from "~/ui/formatters";
import { PageFrame } from "~/ui/page-frame";
import { PageLinks } from "~/ui/tables/page-links";
import { EmptyState, Notice } from "~/ui/states";
import { TableDownload } from "~/ui/tables/table-download";

export interface RecommendationsPageProps {
  readonly data: RecommendationsData;
  /** Opens the theme editor with the block ready to be placed. */
  readonly themeEditorUrl: string;
  readonly rebuildButton: ReactNode;
  readonly searchForm: ReactNode;
  /** The address of another page of this list. */
  readonly pageUrl: (page: number) => string;
  readonly format: Formatters;
}

/** The state of the model, and for each product what is shown beside it and why. */
export function RecommendationsPage(props: RecommendationsPageProps) {
  const { data, themeEditorUrl, rebuildButton, searchForm, format } = props;
  const { latest, inForce } = data;
  return (
    <PageFrame
      title="Recommendations"
      asOf={<p className="cb-asof">{buildLine(inForce, format)}</p>}
      controls={rebuildButton}
    >
      {latest?.status === "failed" && (
        <Notice tone="critical" title="The last build did not finish">
          <p>
            {latest.reason ?? "It stopped before the end."} The lists of the build before stay in the shop; you can
            build again now.
          </p>
        </Notice>
      )}
      {latest?.status === "running" && (
        <Notice tone="info" title="A build is running">
          <p>The lists below come from the previous build. They are replaced when it is done.</p>
        </Notice>
      )}
      {inForce === null ? (
        <EmptyState title="No lists yet">
          <p>
            Lists are built from what is bought together, once the import is done. Where there is too little, similar
            products and bestsellers fill in.
          </p>
        </EmptyState>
      ) : (
        <>
          <BuildFacts build={inForce} format={format} />
          <section className="cb-card" aria-labelledby="placement">
            <div className="cb-split">
              <div>
                <Text as="h2" variant="headingMd" id="placement">
                  In your shop
                </Text>
                <p className="cb-muted">
                  Add the block &ldquo;Goes well with&rdquo; to the product page. It shows without script, takes the
                  theme&rsquo;s fonts and colours, and stays away where a product has no list.
                </p>
              </div>
              <a className="cb-button cb-button--link" href={themeEditorUrl} target="_top">
                Open theme editor
              </a>
            </div>
          </section>
          <section className="cb-card" aria-labelledby="lists">
            <div className="cb-split">
              <Text as="h2" variant="headingMd" id="lists">
                Products and their lists
              </Text>
              {searchForm}
            </div>
            <ProductLists {...props} />
          </section>
        </>
      )}
    </PageFrame>
  );
}

function BuildFacts({ build, format }: { readonly build: BuildSummary; readonly format: Formatters }) {
  const facts = [
    { label: "Coverage", value: format.rate(build.coverage), note: "of products have a list" },
    { label: "Products with a list", value: format.count(build.covered), note: `of ${format.count(build.products)}` },
    { label: "Orders learned from", value: format.count(build.baskets), note: "from the first one on" },
    { label: "Lists in Shopify", value: format.count(build.published), note: "shown by the block" },
  ];
  return (
    <dl className="cb-grid cb-grid--facts">
      {facts.map(({ label, value, note }) => (
        <div key={label} className="cb-card cb-fact">
          <dt>{label}</dt>
          <dd className="cb-fact__value">{value}</dd>
          <dd className="cb-muted">{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function ProductLists({ data, pageUrl, format }: RecommendationsPageProps) {
  const { products, total, page, pages, search } = data;
  if (products.length === 0) {
    return (
      <p className="cb-muted cb-lists__none">
        {search ? `No product with a list has "${search}" in its title.` : "No product has a list yet."}
      </p>
    );
  }
  return (
    <>
      <ul className="cb-lists">
        {products.map((product) => (
          <ProductItem key={product.productId} product={product} format={format} />
        ))}
      </ul>
      <TableDownload file="recommendations_lists" caption="Products and their lists" />
      <PageLinks
        label="Pages of products"
        counted={`${format.count(total)} ${total === 1 ? "product" : "products"}`}
        {...{ page, pages, pageUrl, format }}
      />
    </>
  );
}

/** As many as a storefront block usually shows. */
const ENTRIES_AT_ONCE = 4;

function ProductItem({ product, format }: { readonly product: ListedProduct; readonly format: Formatters }) {
  return (
    <li className="cb-lists__item">
      <div>
        <Text as="h3" variant="headingSm">
          {product.title}
        </Text>
        {!product.isEligible && <p className="cb-muted">Not on sale, so recommended nowhere</p>}
      </div>
      {product.entries.length === 0 ? (
        <p className="cb-muted">No list: nothing was bought with it and nothing resembles it.</p>
      ) : (
        <div>
          <Entries entries={product.entries.slice(0, ENTRIES_AT_ONCE)} format={format} />
          {product.entries.length > ENTRIES_AT_ONCE && (
            <details className="cb-lists__more">
              <summary className="cb-muted">
                {format.count(product.entries.length - ENTRIES_AT_ONCE)} more
                <span className="cb-visually-hidden"> for {product.title}</span>
              </summary>
              <Entries entries={product.entries.slice(ENTRIES_AT_ONCE)} format={format} />
            </details>
          )}
        </div>
      )}
    </li>
  );
}

function Entries({ entries, format }: { readonly entries: ListedProduct["entries"]; readonly format: Formatters }) {
  return (
    <ol className="cb-lists__entries" start={entries[0]?.rank}>
      {entries.map((entry) => (
        <li key={entry.productId}>
          <span className="cb-lists__title">{entry.title}</span>
          <span className="cb-muted">{reasonOf(entry, format)}</span>
        </li>
      ))}
    </ol>
  );
}

const SOURCES: Readonly<Record<string, string>> = {
  bought_together: "bought together a few times",
  similar_product: "similar product",
  recent_seller: "sells well at the moment",
};

/** Why a product stands in a list: counts where enough orders stand behind them, else the named source. */
export function reasonOf(
  { source, evidence }: Pick<ListedProduct["entries"][number], "source" | "evidence">,
  format: Formatters,
): string {
  if (!evidence) return SOURCES[source] ?? source;
  const times = `bought together ${format.count(evidence.together)} times`;
  return evidence.lift > 1 ? `${times}, ${format.decimal(evidence.lift)}x more than chance` : times;
}

function buildLine(build: BuildSummary | null, format: Formatters): string {
  if (build === null) return "Not built yet.";
  const built = format.dateTime(build.finishedAt ?? build.startedAt);
  return `Built ${built}, shop time (${format.settings.timeZone}). Updated every night and after product changes.`;
}
