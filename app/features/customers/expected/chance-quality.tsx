import { beatsBaseRate, CHANCE_DAYS, type ChanceDays, type ChanceRule } from "~/domain/clv/chance/chance-rule";
import { cameTrue, reliabilityTotal, type ReliabilityTotal } from "~/domain/clv/chance/reliability";
import type { ForecastSummary } from "~/domain/clv/shop-forecast";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { CardRow } from "~/ui/frame/card-row";
import { Details } from "~/ui/frame/details";
import { TitledCard } from "~/ui/frame/titled-card";
import { Text } from "~/ui/polaris";
import { DataTable } from "~/ui/tables/data-table";
import { CHANCE_TEXTS } from "~/words/pages/chances";
import { wordsOf } from "~/words/words";

/** Whether chances to buy came true on the shop's own history. */
export function ChanceQuality({
  summary: { chances },
  format,
}: {
  readonly summary: Pick<ForecastSummary, "chances">;
  readonly format: Formatters;
}) {
  return (
    <CardRow columns="charts">
      {CHANCE_DAYS.map((days) => (
        <ChanceCard key={days} days={days} rule={chances[days]} format={format} />
      ))}
    </CardRow>
  );
}

function ChanceCard({
  days,
  rule,
  format,
}: {
  readonly days: ChanceDays;
  readonly rule: ChanceRule;
  readonly format: Formatters;
}) {
  const say = useWords(CHANCE_TEXTS);
  const { score, recalibration } = rule;
  const within = { days: format.count(days) };
  if (score === null) {
    return (
      <TitledCard id={`chance-${days}`} title={say("title", within)}>
        <Text as="p">{say("untested", within)}</Text>
      </TitledCard>
    );
  }
  const { backTests, share, brier, baseBrier, reliability } = score;
  const total = reliabilityTotal(reliability);
  const verdict = beatsBaseRate(rule)
    ? `${answerOf(total, format)} ${say("beats", { less: format.rate(1 - brier / baseBrier), share: format.rate(share) })}`
    : say("hidden", { share: format.rate(share) });
  const counted = (count: number) =>
    say("counted", { count: format.count(Math.round(count)), share: format.rate(count / total.customers) });
  return (
    <TitledCard id={`chance-${days}`} title={say("title", within)} summary={verdict}>
      <DataTable
        caption={say("caption", within)}
        file={`customers_chance_${days}`}
        columns={[
          { key: "chance", label: say("column.chance") },
          ...(["customers", "expected", "actual"] as const).map((key) => ({
            key,
            label: say(`column.${key}`),
            isNumeric: true,
          })),
        ]}
        rows={reliability.map(({ from, to, customers, expected, actual }) => ({
          key: String(from),
          cells: {
            chance: say("bin", { from: format.wholePercent(from), to: format.wholePercent(to) }),
            customers: format.count(customers),
            expected: format.rate(expected),
            actual: format.rate(actual),
          },
        }))}
        total={{
          key: "all",
          cells: {
            chance: say("total"),
            customers: format.count(total.customers),
            expected: counted(total.expected),
            actual: counted(total.actual),
          },
        }}
      />
      <Details words={say("analysts")}>
        <p>
          {say("tested", { count: backTests, shown: format.count(backTests) })}{" "}
          {say("brier", { brier: brier.toFixed(4), base: baseBrier.toFixed(4) })}{" "}
          {recalibration === null
            ? say("asModelled")
            : say("recalibrated", {
                intercept: format.ratio(recalibration.intercept),
                slope: format.ratio(recalibration.slope),
              })}
        </p>
      </Details>
    </TitledCard>
  );
}

/** Whether chances came true over all, with how far they were off where that is more than rounding. */
function answerOf(total: ReliabilityTotal, format: Formatters): string {
  const say = wordsOf(CHANCE_TEXTS, format.settings.locale);
  const bought = { expected: format.count(Math.round(total.expected)), actual: format.count(total.actual) };
  const answer = cameTrue(total);
  if (answer === "yes") return say("answer.yes", bought);
  const share = format.rate(Math.abs(total.bias));
  return say(`answer.${answer}`, { ...bought, bias: say(total.bias > 0 ? "bias.many" : "bias.few", { share }) });
}
