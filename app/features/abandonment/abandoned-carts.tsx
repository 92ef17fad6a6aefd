import { CardGrid, type CardGridProps } from "~/features/page/cards/card-grid";
import { PageLink } from "~/features/page/page-link";
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
  const { cartCard, checkoutVisits, isMeasuring } = view;
  if (cartCard === null) {
    return (
      <TitledCard title={say("carts.off.title")} summary={say(isMeasuring ? "carts.waiting" : "carts.off.why")}>
        {!isMeasuring && (
          <Text as="p">
            <PageLink to="/app/settings">{say("carts.off.link")}</PageLink>
          </Text>
        )}
      </TitledCard>
    );
  }
  return (
    <section aria-label={say("carts.title")}>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("carts.title")}
        </Text>
        <CardRow columns="wideCharts">
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
          {checkoutVisits && <CheckoutStepsReached visits={checkoutVisits} format={grid.format} />}
        </CardRow>
        {checkoutVisits && <CheckoutErrors visits={checkoutVisits} format={grid.format} />}
      </BlockStack>
    </section>
  );
}
