import type { ImportView } from "~/features/installation/import-view";
import type { Formatters } from "~/ui/formatters";
import { Notice } from "~/ui/states";
import { PageLink } from "~/features/page/page-link";

export interface OrdersNotReadNoticeProps {
  readonly ordersNotRead: ImportView["ordersNotRead"];
  readonly format: Formatters;
}

/** Says which orders the numbers lack because Shopify sent something of them that cannot be used. */
export function OrdersNotReadNotice({ ordersNotRead: { missing, stale }, format }: OrdersNotReadNoticeProps) {
  if (missing + stale === 0) return null;
  const orders = (count: number) => `${format.count(count)} ${count === 1 ? "order" : "orders"}`;
  return (
    <Notice tone="warning" title={`${orders(missing + stale)} could not be read`}>
      <p>
        {missing > 0 && `${orders(missing)} ${missing === 1 ? "is" : "are"} missing from these numbers. `}
        {stale > 0 && `${orders(stale)} ${stale === 1 ? "is" : "are"} counted as before the latest change. `}
        <PageLink to="/app/settings">See which and why</PageLink>
      </p>
    </Notice>
  );
}
