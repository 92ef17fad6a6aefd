import { Text } from "~/ui/polaris";
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
      <section className="cb-card cb-empty" aria-labelledby="welcome-progress">
        <Text as="h2" variant="headingMd" id="welcome-progress">
          {state.phase === "none" ? "Ready to read your shop" : "Reading your shop, newest orders first"}
        </Text>
        {state.phase === "none" ? startButton : <ImportProgress state={state} format={format} />}
      </section>
      <div className="cb-pair">
        <section className="cb-card cb-empty" aria-labelledby="welcome-shop">
          <Text as="h2" variant="headingMd" id="welcome-shop">
            Your shop, as Shopify describes it
          </Text>
          <dl className="cb-facts">
            <dt>Name</dt>
            <dd>{shop.name}</dd>
            <dt>Address</dt>
            <dd>{shop.domain}</dd>
            <dt>Time zone</dt>
            <dd>{shop.timeZone}: days and months are cut here</dd>
            <dt>Currency</dt>
            <dd>{shop.currencyCode}</dd>
          </dl>
          <p className="cb-muted">To change these, use the settings of Shopify.</p>
        </section>
        <section className="cb-card cb-empty" aria-labelledby="welcome-data">
          <Text as="h2" variant="headingMd" id="welcome-data">
            What is read, and what is never stored
          </Text>
          <div className="cb-empty__text">
            <p>
              Read: orders with their refunds, the products in them, abandoned checkouts, and which orders belong to the
              same customer.
            </p>
            <p>
              Never stored: names, email addresses, phone numbers, postal addresses, payment details. Of a
              checkout&rsquo;s contact details, only whether there are any is kept.
            </p>
          </div>
        </section>
      </div>
    </>
  );
}
