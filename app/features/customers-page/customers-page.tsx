import { useMemo, type ReactNode } from "react";
import type { CohortsView, GroupsView, RepeatView, ValueView } from "~/features/customers/customers";
import type { GoalMark } from "~/features/goals/goal-mark";
import { NumberPage, type PageStatus } from "~/features/page-view/number-page";
import { createFormatters } from "~/ui/formatters";
import { SkeletonCards } from "~/ui/states";
import { Tabs, type TabsProps } from "~/ui/tabs";
import { cohortChoice, CUSTOMER_TABS, customersAddress, type CustomerTab } from "./address";
import { CohortsTab } from "./cohorts-tab";
import { GroupsTab } from "./groups-tab";
import { RepeatTab } from "./repeat-tab";
import { ValueTab } from "./value-tab";

export type CustomersTabView =
  | { readonly tab: "repeat"; readonly view: RepeatView; readonly goals: Readonly<Record<string, GoalMark>> }
  | { readonly tab: "cohorts"; readonly view: CohortsView }
  | { readonly tab: "value"; readonly view: ValueView }
  | { readonly tab: "groups"; readonly view: GroupsView };

export interface CustomersPageProps {
  readonly data: CustomersTabView;
  /** The tab that is on its way; null when none is. */
  readonly awaitedTab: CustomerTab | null;
  readonly status: PageStatus;
  /** The query of the page's address. */
  readonly search: string;
  readonly controls: ReactNode;
  readonly locale: string;
  readonly link: TabsProps["link"];
}

const TAB_LABELS: Readonly<Record<CustomerTab, string>> = {
  repeat: "Repeat",
  cohorts: "Cohorts",
  value: "Value",
  groups: "Groups",
};

const EMPTY: Readonly<Record<CustomerTab, string>> = {
  repeat: "The repeat rates begin with the first customer who comes back.",
  cohorts: "Cohorts begin once a week, month or quarter after a first purchase is over.",
  value: "Customer value begins 30 days after the first purchase.",
  groups: "Groups begin with the first identified customer.",
};

/** Who comes back, what they are worth, and who they are. */
export function CustomersPage({ data, awaitedTab, status, search, controls, locale, link }: CustomersPageProps) {
  const { shop } = data.view;
  const format = useMemo(
    () => createFormatters({ locale, currencyCode: shop.currencyCode, timeZone: shop.timeZone }),
    [locale, shop.currencyCode, shop.timeZone],
  );
  const addressWith = (changes: Readonly<Record<string, string>>) => customersAddress(search, data.tab, changes);
  return (
    <NumberPage
      title={`Customers: ${TAB_LABELS[data.tab]}`}
      view={data.view}
      status={status}
      controls={controls}
      tabs={
        <Tabs
          label="Customers"
          current={awaitedTab ?? data.tab}
          tabs={CUSTOMER_TABS.map((tab) => ({ key: tab, label: TAB_LABELS[tab], to: customersAddress(search, tab) }))}
          link={link}
        />
      }
      cards={data.tab === "repeat" ? data.view.cards : []}
      empty={<p>{EMPTY[data.tab]} This page updates by itself.</p>}
      format={format}
    >
      {(freshKeys) => {
        if (awaitedTab !== null && awaitedTab !== data.tab) return <SkeletonCards count={4} size="large" />;
        switch (data.tab) {
          case "repeat":
            return <RepeatTab view={data.view} goals={data.goals} freshKeys={freshKeys} format={format} />;
          case "cohorts":
            return (
              <CohortsTab
                view={data.view}
                reading={cohortChoice(new URLSearchParams(search))}
                addressWith={addressWith}
                link={link}
                format={format}
              />
            );
          case "value":
            return <ValueTab view={data.view} format={format} />;
          case "groups":
            return <GroupsTab view={data.view} addressWith={addressWith} link={link} format={format} />;
        }
      }}
    </NumberPage>
  );
}
