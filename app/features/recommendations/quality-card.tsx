import { TrendChart } from "~/ui/charts/trend-chart";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import type { RecommendationsPage } from "./load-recommendations.server";

/** How often the lists of each build met orders they were not learned from, beside best sellers. */
export function QualityCard({
  quality,
  format,
}: {
  readonly quality: RecommendationsPage["quality"];
  readonly format: Formatters;
}) {
  const say = useWords(RECOMMENDATION_TEXTS);
  const newest = quality.at(-1);
  if (newest === undefined) return null;
  const ours = newest.hits / newest.cases;
  const theirs = newest.bestSellerHits / newest.cases;
  const rates = { ours: format.rate(ours), theirs: format.rate(theirs) };
  const basis = {
    cases: format.count(newest.cases),
    baskets: format.count(newest.baskets),
    places: format.count(newest.places),
  };
  const rate = (of: "hits" | "bestSellerHits") =>
    quality.map((each) => ({ day: each.day, value: each[of] / each.cases }));
  return (
    <>
      <TitledCard
        id="quality"
        title={say("quality.title")}
        summary={`${say(ours > theirs ? "quality.better" : "quality.same", rates)} ${say("quality.basis", basis)}`}
      />
      {quality.length > 1 && (
        <TrendChart
          title={say("quality.chart")}
          units={say("quality.units")}
          unit="rate"
          points={rate("hits")}
          comparison={rate("bestSellerHits")}
          comparedWith={say("quality.bestSellers")}
          period="day"
          isLastIncomplete={false}
          file="recommendation_quality"
          format={format}
        />
      )}
    </>
  );
}
