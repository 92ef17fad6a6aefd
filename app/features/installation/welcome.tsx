import type { ReactNode } from "react";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { TitledCard } from "~/ui/frame/titled-card";
import { DescriptionList, Text } from "~/ui/polaris";
import { INSTALLATION_TEXTS } from "~/words/pages/installation";
import { ImportProgress } from "./import-progress";
import type { ImportView } from "./import-view";

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
  const say = useWords(INSTALLATION_TEXTS);
  return (
    <>
      <TitledCard id="welcome-progress" title={say(state.phase === "none" ? "progress.ready" : "progress.reading")}>
        {state.phase === "none" ? startButton : <ImportProgress state={state} format={format} />}
      </TitledCard>
      <CardRow columns="charts">
        <TitledCard id="welcome-shop" title={say("shop.title")}>
          <DescriptionList
            gap="tight"
            items={[
              { term: say("shop.name"), description: shop.name },
              { term: say("shop.address"), description: shop.domain },
              { term: say("shop.timeZone"), description: say("shop.daysStart", { timeZone: shop.timeZone }) },
              { term: say("shop.currency"), description: shop.currencyCode },
            ]}
          />
          <Text as="p" tone="subdued">
            {say("shop.change")}
          </Text>
        </TitledCard>
        <TitledCard id="welcome-data" title={say("data.title")}>
          <p>{say("data.read")}</p>
          <p>{say("data.neverStored")}</p>
        </TitledCard>
      </CardRow>
    </>
  );
}
