import type { MetricValue } from "~/domain/metrics/confidence/metric-value";
import { CardGrid, type CardGridProps } from "~/features/page/cards/card-grid";
import { PageLink } from "~/features/page/page-link";
import { MetricCard } from "~/ui/cards/metric-card";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { TitledCard } from "~/ui/frame/titled-card";
import { BlockStack, Text } from "~/ui/polaris";
import { CHECKOUT_VISIT_TEXTS } from "~/words/pages/checkout-visits";
import type { AbandonmentView } from "./abandonment";
import { CheckoutErrors, CheckoutStepsReached } from "./checkout-visits";

export type AbandonedCartsProps = Pick<CardGridProps, "freshKeys" | "goals" | "format"> & {
  readonly view: AbandonmentView;
};

/** What is left before the checkout and within it, as far as shoppers let it be measured; or how to measure it. */
export function AbandonedCarts({ view, ...grid }: AbandonedCartsProps) {
  const say = useWords(CHECKOUT_VISIT_TEXTS);
  const { cartCard, shopifyCarts, checkoutVisits, isMeasuring } = view;
  const isOfShopify = shopifyCarts !== null && (cartCard === null || cartCard.value.value === null);
  if (cartCard === null && !isOfShopify) return <HowToMeasure isMeasuring={isMeasuring} isBesideShopify={false} />;
  return (
    <section aria-label={say("carts.title")}>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("carts.title")}
        </Text>
        <CardRow columns="wideCharts">
          {isOfShopify && <ShopifyCarts value={shopifyCarts} format={grid.format} />}
          {cartCard !== null && !isOfShopify && (
            <CardGrid
              cards={[cartCard]}
              size="small"
              view={view}
              beneath={{
                [cartCard.key]: (
                  <>
                    {say("carts.benchmark")} {say("carts.source")}
                  </>
                ),
              }}
              {...grid}
            />
          )}
          {cartCard === null && <HowToMeasure isMeasuring={isMeasuring} isBesideShopify />}
          {checkoutVisits && <CheckoutStepsReached visits={checkoutVisits} format={grid.format} />}
        </CardRow>
        {checkoutVisits && <CheckoutErrors visits={checkoutVisits} format={grid.format} />}
      </BlockStack>
    </section>
  );
}

/** Shopify's own sessions in the place of carts nobody measured. */
function ShopifyCarts({ value, format }: { readonly value: MetricValue } & Pick<CardGridProps, "format">) {
  const say = useWords(CHECKOUT_VISIT_TEXTS);
  return (
    <MetricCard
      label={say("carts.shopify.label")}
      question={say("carts.shopify.basis")}
      beneath={say("carts.benchmark")}
      value={value}
      previous={null}
      verdict={null}
      comparedWith={null}
      better="lower"
      trend={[]}
      observations="session"
      definition={say("carts.shopify.definition")}
      size="small"
      isFresh={false}
      format={format}
    />
  );
}

function HowToMeasure({
  isMeasuring,
  isBesideShopify,
}: Pick<AbandonmentView, "isMeasuring"> & { readonly isBesideShopify: boolean }) {
  const say = useWords(CHECKOUT_VISIT_TEXTS);
  const why = isBesideShopify ? say("carts.off.shows") : `${say("carts.off.why")} ${say("carts.off.shows")}`;
  return (
    <TitledCard title={say("carts.off.title")} summary={isMeasuring ? say("carts.waiting") : why}>
      {!isMeasuring && (
        <Text as="p">
          <PageLink to="/app/settings">{say("carts.off.link")}</PageLink>
        </Text>
      )}
    </TitledCard>
  );
}
