import type { AbandonmentView } from "./abandonment";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import { PageLinks } from "~/ui/tables/page-links";
import { InlineStack, Link, Text } from "~/ui/polaris";
import { TitledCard } from "~/ui/titled-card";

export interface AbandonedListProps {
  readonly abandoned: AbandonmentView["abandoned"];
  readonly pageUrl: (page: number) => string;
  readonly format: Formatters;
}

/** The abandoned checkouts themselves, to be opened in Shopify. */
export function AbandonedList({ abandoned, pageUrl, format }: AbandonedListProps) {
  const { rows, page, pageSize, total } = abandoned;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return (
    <TitledCard
      id="abandoned-checkouts"
      title="Abandoned checkouts"
      summary={
        total === 0
          ? "No checkout of this range is abandoned."
          : "Latest activity first. Comeback sends no messages: open a checkout in Shopify to see its items and write to the customer."
      }
    >
      {total > 0 && (
        <>
          <DataTable
            caption="Abandoned checkouts, latest activity first"
            file="abandonment_checkouts"
            columns={[
              { key: "activity", label: "Last activity" },
              { key: "started", label: "Began" },
              { key: "value", label: "Value", isNumeric: true },
              { key: "checkout", label: "In Shopify" },
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
                        not listed
                      </Text>
                    ) : (
                      <AdminLink kind="checkouts" id={checkoutId} when={format.dateTime(lastActivityAt)} />
                    )}
                    {customerId !== null && (
                      <AdminLink kind="customers" id={customerId} when={format.dateTime(lastActivityAt)} />
                    )}
                  </InlineStack>
                ),
              },
            }))}
          />
          <PageLinks
            label="Pages of abandoned checkouts"
            counted={`${format.count(total)} ${total === 1 ? "checkout" : "checkouts"}`}
            {...{ page, pages, pageUrl, format }}
          />
        </>
      )}
    </TitledCard>
  );
}

/** Shopify's own page of the object, in the admin around the app. */
function AdminLink({
  kind,
  id,
  when,
}: {
  readonly kind: "checkouts" | "customers";
  readonly id: string;
  readonly when: string;
}) {
  return (
    <Link url={`shopify://admin/${kind}/${id}`} target="_top">
      {kind === "checkouts" ? "Checkout" : "Customer"}
      <Text as="span" visuallyHidden>
        {` of ${when}`}
      </Text>
    </Link>
  );
}
