import { useLocation } from "@remix-run/react";
import { isMetricKey, METRICS } from "~/domain/metrics/catalogue/catalogue";
import { LIST_KINDS, type ListKind } from "~/domain/metrics/explain/explained-row";
import { SEGMENT_FIELDS } from "~/domain/orders/segment";
import type { ExplainLinkProps } from "~/ui/explain-link";
import { Link, Text } from "~/ui/polaris";
import { keptParameters } from "~/ui/kept-parameters";

const SEE: Readonly<Record<ListKind, string>> = {
  orders: "See the orders",
  rows: "See the orders",
  customers: "See the customers",
  checkouts: "See the checkouts",
};

/** What an explanation takes over from the page it is reached from. */
const TAKEN_OVER = ["range", "from", "to", "compare", "align", ...SEGMENT_FIELDS];

/** From a number of a page to what is behind it, for the same range and the same part of the shop. */
export function LinkToExplanation({ metric, label, range }: ExplainLinkProps) {
  const { pathname, search } = useLocation();
  if (!isMetricKey(metric)) return null;
  const params = new URLSearchParams({ ...keptParameters(search, TAKEN_OVER), key: metric, back: pathname });
  if (range) for (const [name, day] of Object.entries({ range: "custom", ...range })) params.set(name, day);
  return (
    <Link url={`/app/explain?${params}`}>
      {SEE[LIST_KINDS[METRICS[metric].basis.facts]]}
      <Text as="span" visuallyHidden>
        {" "}
        behind {label}
      </Text>
    </Link>
  );
}
