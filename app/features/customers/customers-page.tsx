import type { ReactNode } from "react";
import { FORECAST_NEEDS } from "~/domain/clv/log/forecast-readiness";
import type { ChurnRiskView } from "~/features/forecast/forecast";
import type { GoalMark } from "~/features/page/cards/goal-mark";
import { NumberPage, type PageStatus } from "~/features/page/frame/number-page";
import type { Formatters } from "~/ui/format/formatters";
import { useFormatters } from "~/ui/format/use-formatters";
import { useWords } from "~/ui/format/use-words";
import { SkeletonCards } from "~/ui/frame/states";
import type { PageLinkComponent } from "~/ui/navigation/page-link";
import { Tabs } from "~/ui/navigation/tabs";
import { CUSTOMER_TEXTS } from "~/words/pages/customers";
import { cohortChoice, CUSTOMER_TABS, customersAddress, isPoorShown, type CustomerTab } from "./address";
import { CohortsTab } from "./cohorts-tab";
import type { CohortsView, GroupsView, RepeatView, ValueView } from "./customers";
import { ChurnRiskTab } from "./expected/churn-risk-tab";
import { expectedCards } from "./expected/expected-value";
import { GroupsTab } from "./groups-tab";
import { RepeatTab } from "./repeat-tab";
import { ValueTab } from "./value-tab";

export type CustomersTabView =
  | { readonly tab: "repeat"; readonly view: RepeatView; readonly goals: Readonly<Record<string, GoalMark>> }
  | { readonly tab: "cohorts"; readonly view: CohortsView }
  | { readonly tab: "value"; readonly view: ValueView }
  | { readonly tab: "groups"; readonly view: GroupsView }
  | { readonly tab: "churn"; readonly view: ChurnRiskView };

export interface CustomersPageProps {
  readonly data: CustomersTabView;
  /** The tab that is on its way; null when none is. */
  readonly awaitedTab: CustomerTab | null;
  readonly status: PageStatus;
  /** The query of the page's address. */
  readonly search: string;
  readonly controls: ReactNode;
  /** A button that asks for a new forecast. */
  readonly calculateButton: (label: string) => ReactNode;
  readonly link: PageLinkComponent;
}

/** Who comes back, what they are worth, and who they are. */
export function CustomersPage(props: CustomersPageProps) {
  const { data, awaitedTab, status, search, controls, calculateButton, link } = props;
  const { shop } = data.view;
  const say = useWords(CUSTOMER_TEXTS);
  const format = useFormatters(shop);
  const asked = new URLSearchParams(search);
  const addressWith = (changes: Readonly<Record<string, string>>) => customersAddress(search, data.tab, changes);
  return (
    <NumberPage
      title={say("tabTitle", { tab: say(`tab.${data.tab}`) })}
      view={data.view}
      status={status}
      controls={controls}
      tabs={
        <Tabs
          label={say("title")}
          current={awaitedTab ?? data.tab}
          tabs={CUSTOMER_TABS.map((tab) => ({ key: tab, label: say(`tab.${tab}`), to: customersAddress(search, tab) }))}
        />
      }
      cards={liveCards(data)}
      empty={
        <p>
          {data.tab === "churn" ? say("empty.churn", forecastNeeds(format)) : say(`empty.${data.tab}`)}{" "}
          {say("empty.follows")}
        </p>
      }
      format={format}
    >
      {(freshKeys) => {
        if (awaitedTab !== null && awaitedTab !== data.tab) return <SkeletonCards count={4} />;
        switch (data.tab) {
          case "repeat":
            return <RepeatTab view={data.view} goals={data.goals} freshKeys={freshKeys} format={format} />;
          case "cohorts":
            return (
              <CohortsTab
                view={data.view}
                reading={cohortChoice(asked)}
                addressWith={addressWith}
                link={link}
                format={format}
              />
            );
          case "value":
            return (
              <ValueTab
                view={data.view}
                isPoorShown={isPoorShown(asked)}
                {...{ freshKeys, calculateButton, addressWith, format }}
              />
            );
          case "groups":
            return <GroupsTab view={data.view} addressWith={addressWith} format={format} />;
          case "churn":
            return (
              <ChurnRiskTab
                view={data.view}
                isPoorShown={isPoorShown(asked)}
                {...{ calculateButton, addressWith, format }}
              />
            );
        }
      }}
    </NumberPage>
  );
}

function forecastNeeds(format: Formatters) {
  const { customers, repeaters, historyDays } = FORECAST_NEEDS;
  return {
    customers: format.count(customers),
    repeaters: format.count(repeaters),
    weeks: format.count(historyDays / 7),
  };
}

/** Those whose changes are marked and read out. */
function liveCards(data: CustomersTabView) {
  if (data.tab === "repeat") return data.view.cards;
  return data.tab === "value" && data.view.forecast.state === "ready" ? expectedCards(data.view.forecast) : [];
}
