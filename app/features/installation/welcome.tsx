import { DescriptionList, Text } from "~/ui/polaris";
import { CardRow } from "~/ui/card-row";
import { TitledCard } from "~/ui/titled-card";
import type { ReactNode } from "react";
import type { Formatters } from "~/ui/formatters";
import type { ImportView } from "./import-view";
import { ImportProgress } from "./import-progress";

export interface WelcomeProps {
  readonly shop: {
    readonly name: string;
    readonly domain: string;
    readonly timeZone: string;
    readonly currencyCode: string;
  };
  readonly state: ImportView;
  /** Starts the import where it does not run yet. */
  readonly startButton: ReactNode;
  readonly format: Formatters;
}

/** The first screen: which shop, what is read and what is never stored, and the import as it runs. */
export function Welcome({ shop, state, startButton, format }: WelcomeProps) {
  return (
    <>
      <TitledCard
        id="welcome-progress"
        title={state.phase === "none" ? "Ready to read your shop" : "Reading your shop, newest orders first"}
      >
        {state.phase === "none" ? startButton : <ImportProgress state={state} format={format} />}
      </TitledCard>
      <CardRow columns="charts">
        <TitledCard id="welcome-shop" title="Your shop, as Shopify describes it">
          <DescriptionList
            gap="tight"
            items={[
              { term: "Name", description: shop.name },
              { term: "Address", description: shop.domain },
              { term: "Time zone", description: `${shop.timeZone}: days and months are cut here` },
              { term: "Currency", description: shop.currencyCode },
            ]}
          />
          <Text as="p" tone="subdued">
            To change these, use the settings of Shopify.
          </Text>
        </TitledCard>
        <TitledCard id="welcome-data" title="What is read, and what is never stored">
          <p>
            Read: orders with their refunds, the products in them, abandoned checkouts, and which orders belong to the
            same customer.
          </p>
          <p>
            Never stored: names, email addresses, phone numbers, postal addresses, payment details. Of a
            checkout&rsquo;s contact details, only whether there are any is kept.
          </p>
        </TitledCard>
      </CardRow>
    </>
  );
}
