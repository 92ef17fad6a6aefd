import type { ReactNode } from "react";
import { FactCard } from "~/ui/cards/fact-card";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { Details } from "~/ui/frame/details";
import { AsOf, PageFrame } from "~/ui/frame/page-frame";
import { EmptyState, Notice } from "~/ui/frame/states";
import { TitledCard } from "~/ui/frame/titled-card";
import { BlockStack, Box, Button, InlineGrid, InlineStack, Link, Text } from "~/ui/polaris";
import { PageLinks } from "~/ui/tables/page-links";
import { TableDownload } from "~/ui/tables/table-download";
import { RECOMMENDATION_TEXTS, type SayRecommendation } from "~/words/pages/recommendations";
import { reasonOf } from "./list-reason";
import { QualityCard } from "./quality-card";
import { PublicationNotices, publicationLines } from "./publication-state";
import { OTHER_PLACEMENTS, type Placement } from "./theme-editor-url";
import type {
  BuildSummary,
  ListedProduct,
  RecommendationsPage as RecommendationsData,
} from "./load-recommendations.server";

export interface RecommendationsPageProps {
  readonly data: RecommendationsData;
  /** Opens the theme editor with the block of a placement ready to be placed. */
  readonly themeEditorUrl: (placement: Placement) => string;
  readonly rebuildButton: ReactNode;
  readonly checkButton: ReactNode;
  readonly rulesForm: ReactNode;
  /** What came of a wish. */
  readonly notice: ReactNode;
  /** What the lists bring. */
  readonly brought: ReactNode;
  readonly searchForm: ReactNode;
  /** The address of another page of this list. */
  readonly pageUrl: (page: number) => string;
  /** The address of the lists of one product. */
  readonly productUrl: (productId: string) => string;
  readonly format: Formatters;
}

/** The state of the model, and for each product what is shown beside it and why. */
export function RecommendationsPage(props: RecommendationsPageProps) {
  const { data, themeEditorUrl, rebuildButton, notice, brought, searchForm, format } = props;
  const say = useWords(RECOMMENDATION_TEXTS);
  const { latest, inForce } = data;
  return (
    <PageFrame title={say("title")} asOf={<AsOf>{buildLine(inForce, say, format)}</AsOf>} controls={rebuildButton}>
      {notice}
      {latest?.status === "failed" && (
        <Notice tone="critical" title={say("failed.title")}>
          <p>{say("failed.help", { reason: latest.reason ?? say("failed.unknown") })}</p>
        </Notice>
      )}
      {latest?.status === "running" && (
        <Notice tone="info" title={say("running.title")}>
          <p>{say("running.help")}</p>
        </Notice>
      )}
      <PublicationNotices publication={data.publication} />
      {inForce === null ? (
        <EmptyState title={say("empty.title")}>
          <p>{say("empty.help")}</p>
        </EmptyState>
      ) : (
        <>
          <BuildFacts build={inForce} published={data.published} format={format} />
          {brought}
          <TitledCard
            id="placement"
            title={say("placement.title")}
            summary={say("placement.summary")}
            aside={
              <Button url={themeEditorUrl("product")} target="_top">
                {say("placement.button")}
              </Button>
            }
          >
            <InlineStack gap="400">
              {OTHER_PLACEMENTS.map((placement) => (
                <Link key={placement} url={themeEditorUrl(placement)} target="_top">
                  {say(`placement.at.${placement}`)}
                </Link>
              ))}
            </InlineStack>
          </TitledCard>
          <QualityCard quality={data.quality} format={format} />
          <TitledCard
            id="published"
            title={say("check.title")}
            summary={publicationLines(data.publication, say, format)}
            aside={props.checkButton}
          />
          <TitledCard id="rules" title={say("rules.title")} summary={say("rules.summary")}>
            {props.rulesForm}
          </TitledCard>
          <TitledCard id="lists" title={say("lists.title")} aside={searchForm}>
            <ProductLists {...props} />
          </TitledCard>
        </>
      )}
    </PageFrame>
  );
}

function BuildFacts({
  build,
  published,
  format,
}: {
  readonly build: BuildSummary;
  readonly published: number;
  readonly format: Formatters;
}) {
  const say = useWords(RECOMMENDATION_TEXTS);
  const fact = (name: "coverage" | "products" | "orders" | "published", value: string) => ({
    label: say(`fact.${name}.label`),
    value,
    note:
      name === "products"
        ? say("fact.products.note", { count: format.count(build.products) })
        : say(`fact.${name}.note`),
  });
  const facts = [
    fact("coverage", format.rate(build.coverage)),
    fact("products", format.count(build.covered)),
    fact("orders", format.count(build.baskets)),
    fact("published", format.count(published)),
  ];
  return (
    <CardRow columns="four">
      {facts.map((fact) => (
        <FactCard key={fact.label} {...fact} />
      ))}
    </CardRow>
  );
}

function ProductLists({ data, pageUrl, productUrl, format }: RecommendationsPageProps) {
  const say = useWords(RECOMMENDATION_TEXTS);
  const { products, total, page, pages, search } = data;
  if (products.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {search ? say("lists.nothingFound", { search }) : say("lists.none")}
      </Text>
    );
  }
  return (
    <>
      <BlockStack as="ul">
        {products.map((product) => (
          <ProductItem key={product.productId} product={product} url={productUrl(product.productId)} format={format} />
        ))}
      </BlockStack>
      <TableDownload file="recommendations_lists" caption={say("lists.title")} />
      <PageLinks
        label={say("lists.pages")}
        counted={say("lists.counted", { count: total, shown: format.count(total) })}
        {...{ page, pages, pageUrl, format }}
      />
    </>
  );
}

/** As many as a storefront block usually shows. */
const ENTRIES_AT_ONCE = 4;

function ProductItem({
  product,
  url,
  format,
}: {
  readonly product: ListedProduct;
  readonly url: string;
  readonly format: Formatters;
}) {
  const say = useWords(RECOMMENDATION_TEXTS);
  const first = product.entries.slice(0, ENTRIES_AT_ONCE);
  const rest = product.entries.slice(ENTRIES_AT_ONCE);
  return (
    <Box as="li" paddingBlock="300" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineGrid columns={{ xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 2fr)" }} gap="200">
        <div>
          <Text as="h3" variant="headingSm" breakWord>
            {product.title}
          </Text>
          {product.obstacle && (
            <Text as="p" tone="subdued">
              {say(`obstacle.${product.obstacle}`)}
            </Text>
          )}
          <Link url={url} accessibilityLabel={say("detail.openOf", { title: product.title })}>
            {say("detail.open")}
          </Link>
        </div>
        {first.length === 0 ? (
          <Text as="p" tone="subdued">
            {say(product.isEmptiedByRules ? "lists.emptiedByRules" : "lists.empty")}
          </Text>
        ) : (
          <div>
            <Entries entries={first} format={format} />
            {rest.length > 0 && (
              <Details
                words={say("lists.more", { count: format.count(rest.length) })}
                of={say("lists.moreOf", { title: product.title })}
              >
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
  const say = useWords(RECOMMENDATION_TEXTS);
  return (
    <ol className="cb-ranks" start={entries[0]?.rank}>
      {entries.map((entry) => (
        <li key={entry.productId}>
          <InlineGrid columns={{ xs: "minmax(0, 1fr)", sm: "repeat(2, minmax(0, 1fr))" }} gap={{ xs: "0", sm: "200" }}>
            <Text as="span" breakWord>
              {entry.title}
            </Text>
            <Text as="span" tone="subdued">
              {reasonOf(entry, say, format)}
            </Text>
          </InlineGrid>
        </li>
      ))}
    </ol>
  );
}

function buildLine(build: BuildSummary | null, say: SayRecommendation, format: Formatters): string {
  if (build === null) return say("asOf.notBuilt");
  const { timeZone } = format.settings;
  return say("asOf.built", { at: format.dateTime(build.finishedAt ?? build.startedAt), timeZone });
}
