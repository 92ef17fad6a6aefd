import type { ReactNode } from "react";
import { pageCount } from "~/features/page/page-number";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { AdminLink } from "~/ui/navigation/admin-link";
import { InlineStack, Text } from "~/ui/polaris";
import { DataTable } from "~/ui/tables/data-table";
import { PageLinks } from "~/ui/tables/page-links";
import { ABANDONMENT_TEXTS } from "~/words/pages/abandonment";
import type { AbandonmentView } from "./abandonment";

export interface AbandonedListProps {
  readonly abandoned: AbandonmentView["abandoned"];
  readonly pageUrl: (page: number) => string;
  readonly format: Formatters;
}

/** The abandoned checkouts themselves, to be opened in Shopify. */
export function AbandonedList({ abandoned, pageUrl, format }: AbandonedListProps) {
  const say = useWords(ABANDONMENT_TEXTS);
  const { rows, page, pageSize, total } = abandoned;
  const pages = pageCount(total, pageSize);
  return (
    <TitledCard
      id="abandoned-checkouts"
      title={say("list.title")}
      summary={say(total === 0 ? "list.none" : "list.summary")}
    >
      {total > 0 && (
        <>
          <DataTable
            caption={say("list.caption")}
            file="abandonment_checkouts"
            columns={[
              { key: "activity", label: say("column.activity") },
              { key: "started", label: say("column.started") },
              { key: "value", label: say("column.value"), isNumeric: true },
              { key: "checkout", label: say("column.inShopify") },
            ]}
            rows={rows.map(({ checkoutId, customerId, startedAt, lastActivityAt, value }, index) => ({
              key: checkoutId ?? `${startedAt}-${index}`,
              cells: {
                activity: format.dateTime(lastActivityAt),
                started: format.dateTime(startedAt),
                value: format.money(value),
                checkout: (
                  <InlineStack as="span" gap="300">
                    {checkoutId === null ? (
                      <Text as="span" tone="subdued">
                        {say("list.notListed")}
                      </Text>
                    ) : (
                      <RowLink kind="checkouts" id={checkoutId} when={format.dateTime(lastActivityAt)} />
                    )}
                    {customerId !== null && (
                      <RowLink kind="customers" id={customerId} when={format.dateTime(lastActivityAt)} />
                    )}
                  </InlineStack>
                ),
              },
            }))}
          />
          <PageLinks
            label={say("list.pages")}
            counted={say("list.counted", { count: total, shown: format.count(total) })}
            {...{ page, pages, pageUrl, format }}
          />
        </>
      )}
    </TitledCard>
  );
}

/** Shopify's own page of one checkout or of who left it; which one it is, is read out alone. */
function RowLink({
  kind,
  id,
  when,
}: {
  readonly kind: "checkouts" | "customers";
  readonly id: string;
  readonly when: string;
}) {
  const say = useWords(ABANDONMENT_TEXTS);
  const hidden = (text: ReactNode) => (
    <Text as="span" visuallyHidden>
      {text}
    </Text>
  );
  return <AdminLink kind={kind} id={id} text={say.rich(`list.${kind}`, { when, hidden })} />;
}
