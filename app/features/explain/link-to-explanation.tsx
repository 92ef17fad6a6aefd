import { useLocation } from "@remix-run/react";
import { isMetricKey, METRICS } from "~/domain/metrics/catalogue/catalogue";
import { LIST_KINDS } from "~/domain/metrics/explain/explained-row";
import { SEGMENT_FIELDS } from "~/domain/orders/segment";
import type { ExplainLinkProps } from "~/ui/navigation/explain-link";
import { Link, Text } from "~/ui/polaris";
import { keptParameters } from "~/ui/navigation/kept-parameters";
import { useWords } from "~/ui/format/use-words";
import { EXPLAIN_LINK_TEXTS } from "~/words/parts/explain-link";

/** What an explanation takes over from the page it is reached from. */
const TAKEN_OVER = ["range", "from", "to", "compare", "align", ...SEGMENT_FIELDS];

/** From a number of a page to what is behind it, for the same range and the same part of the shop. */
export function LinkToExplanation({ metric, label, range }: ExplainLinkProps) {
  const say = useWords(EXPLAIN_LINK_TEXTS);
  const { pathname, search } = useLocation();
  if (!isMetricKey(metric)) return null;
  const params = new URLSearchParams({ ...keptParameters(search, TAKEN_OVER), key: metric, back: pathname });
  if (range) for (const [name, day] of Object.entries({ range: "custom", ...range })) params.set(name, day);
  return (
    <Link url={`/app/explain?${params}`}>
      {say.rich(LIST_KINDS[METRICS[metric].basis.facts], {
        label,
        hidden: (text) => (
          <Text as="span" visuallyHidden>
            {text}
          </Text>
        ),
      })}
    </Link>
  );
}
