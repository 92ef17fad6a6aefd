import { CardRow } from "~/ui/card-row";
import { Details } from "~/ui/details";
import { FactCard } from "~/ui/fact-card";
import { BlockStack, Box, Button, InlineGrid, Text } from "~/ui/polaris";
import { TitledCard } from "~/ui/titled-card";
import type { ReactNode } from "react";
import type {
  BuildSummary,
  ListedProduct,
  RecommendationsPage as RecommendationsData,
} from "./load-recommendations.server";
import type { Formatters } from "~/ui/formatters";
import { AsOf, PageFrame } from "~/ui/page-frame";
import { PageLinks } from "~/ui/tables/page-links";
import { EmptyState, Notice } from "~/ui/states";
import { TableDownload } from "~/ui/tables/table-download";

export interface RecommendationsPageProps {
  readonly data: RecommendationsData;
  /** Opens the theme editor with the block ready to be placed. */
  readonly themeEditorUrl: string;
  readonly rebuildButton: ReactNode;
  /** What came of a wish. */
  readonly notice: ReactNode;
  readonly searchForm: ReactNode;
  /** The address of another page of this list. */
  readonly pageUrl: (page: number) => string;
  readonly format: Formatters;
}

/** The state of the model, and for each product what is shown beside it and why. */
export function RecommendationsPage(props: RecommendationsPageProps) {
  const { data, themeEditorUrl, rebuildButton, notice, searchForm, format } = props;
  const { latest, inForce } = data;
  return (
    <PageFrame title="Recommendations" asOf={<AsOf>{buildLine(inForce, format)}</AsOf>} controls={rebuildButton}>
      {notice}
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
          <TitledCard
            id="placement"
            title="In your shop"
            summary="Add the block “Goes well with” to the product page. It shows without script, takes the theme’s fonts and colours, and stays away where a product has no list."
            aside={
              <Button url={themeEditorUrl} target="_top">
                Open theme editor
              </Button>
            }
          />
          <TitledCard id="lists" title="Products and their lists" aside={searchForm}>
            <ProductLists {...props} />
          </TitledCard>
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
    <CardRow columns="four">
      {facts.map((fact) => (
        <FactCard key={fact.label} {...fact} />
      ))}
    </CardRow>
  );
}

function ProductLists({ data, pageUrl, format }: RecommendationsPageProps) {
  const { products, total, page, pages, search } = data;
  if (products.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {search ? `No product with a list has "${search}" in its title.` : "No product has a list yet."}
      </Text>
    );
  }
  return (
    <>
      <BlockStack as="ul">
        {products.map((product) => (
          <ProductItem key={product.productId} product={product} format={format} />
        ))}
      </BlockStack>
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
  const first = product.entries.slice(0, ENTRIES_AT_ONCE);
  const rest = product.entries.slice(ENTRIES_AT_ONCE);
  return (
    <Box as="li" paddingBlock="300" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineGrid columns={{ xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 2fr)" }} gap="200">
        <div>
          <Text as="h3" variant="headingSm" breakWord>
            {product.title}
          </Text>
          {!product.isEligible && (
            <Text as="p" tone="subdued">
              Not on sale, so recommended nowhere
            </Text>
          )}
        </div>
        {first.length === 0 ? (
          <Text as="p" tone="subdued">
            No list: nothing was bought with it and nothing resembles it.
          </Text>
        ) : (
          <div>
            <Entries entries={first} format={format} />
            {rest.length > 0 && (
              <Details words={`${format.count(rest.length)} more`} of={` for ${product.title}`}>
                <Entries entries={rest} format={format} />
              </Details>
            )}
          </div>
        )}
      </InlineGrid>
    </Box>
  );
}

function Entries({ entries, format }: { readonly entries: ListedProduct["entries"]; readonly format: Formatters }) {
  return (
    <ol className="cb-ranks" start={entries[0]?.rank}>
      {entries.map((entry) => (
        <li key={entry.productId}>
          <InlineGrid columns={{ xs: "minmax(0, 1fr)", sm: "repeat(2, minmax(0, 1fr))" }} gap={{ xs: "0", sm: "200" }}>
            <Text as="span" breakWord>
              {entry.title}
            </Text>
            <Text as="span" tone="subdued">
              {reasonOf(entry, format)}
            </Text>
          </InlineGrid>
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
