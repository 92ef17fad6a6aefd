import { isFewData } from "~/domain/metrics/confidence/metric-value";
import { PageLink } from "~/features/page/page-link";
import { BarChart } from "~/ui/charts/bar-chart";
import type { Formatters } from "~/ui/format/formatters";
import { numberText } from "~/ui/format/number-text";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { Text } from "~/ui/polaris";
import { SHOPIFY_SESSION_TEXTS } from "~/words/pages/shopify-sessions";
import type { ShopifySessionsView } from "./conversion";

/** Conversion by country as Shopify counts it, which the pixel cannot tell; or what to grant for it. */
export function ShopifySessionsByCountry({
  sessions: { isGranted, all, countries },
  format,
}: {
  readonly sessions: ShopifySessionsView;
  readonly format: Formatters;
}) {
  const say = useWords(SHOPIFY_SESSION_TEXTS);
  if (!isGranted) {
    return (
      <TitledCard title={say("title")} summary={say("access.why")}>
        <Text as="p">
          <PageLink to="/app/settings/check">{say("access.link")}</PageLink>
        </Text>
      </TitledCard>
    );
  }
  return (
    <BarChart
      title={say("title")}
      units={say("units")}
      summary={
        all === null
          ? null
          : say("summary", { shown: format.count(all.sessions), rate: format.rate(all.conversion.value) })
      }
      whenEmpty={say("none")}
      bars={countries.map(({ country, sessions, conversion }) => ({
        key: country,
        label: country,
        value: conversion.value,
        text: format.rate(conversion.value),
        note: say("of", { shown: format.count(sessions) }),
        interval: conversion.interval,
        isFew: isFewData(conversion),
      }))}
      table={{
        file: "conversion_shopify_countries",
        columns: [
          { key: "country", label: say("column.country") },
          { key: "sessions", label: say("column.sessions"), isNumeric: true },
          { key: "completed", label: say("column.completed"), isNumeric: true },
          { key: "conversion", label: say("column.conversion"), isNumeric: true },
        ],
        rows: countries.map(({ country, sessions, conversion }) => ({
          key: country,
          cells: {
            country,
            sessions: format.count(sessions),
            completed: format.count(conversion.numerator),
            conversion: numberText(conversion, format),
          },
        })),
      }}
    />
  );
}
