import type { ImportView } from "~/features/installation/import-view";
import { PageLink } from "~/features/page/page-link";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { Notice } from "~/ui/frame/states";
import { NOTICE_TEXTS } from "~/words/parts/notices";

export interface OrdersNotReadNoticeProps {
  readonly ordersNotRead: ImportView["ordersNotRead"];
  readonly format: Formatters;
}

/** Says which orders the numbers lack because Shopify sent something of them that cannot be used. */
export function OrdersNotReadNotice({ ordersNotRead: { missing, stale }, format }: OrdersNotReadNoticeProps) {
  const say = useWords(NOTICE_TEXTS);
  if (missing + stale === 0) return null;
  const counted = (count: number) => ({ count, shown: format.count(count) });
  return (
    <Notice tone="warning" title={say("ordersNotRead.title", counted(missing + stale))}>
      <p>
        {missing > 0 && <>{say("ordersNotRead.missing", counted(missing))} </>}
        {stale > 0 && <>{say("ordersNotRead.stale", counted(stale))} </>}
        <PageLink to="/app/settings">{say("ordersNotRead.link")}</PageLink>
      </p>
    </Notice>
  );
}
