import type { Certainty } from "~/domain/metrics/confidence/verdict";
import type { AovDriver } from "~/domain/metrics/splits/aov-drivers";
import type { ComparedWith } from "~/ui/cards/change-line";
import { withCertainty } from "~/ui/format/certainty-words";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable } from "~/ui/tables/data-table";
import { ORDER_TEXTS } from "~/words/pages/orders";
import { wordsOf, type Words } from "~/words/words";
import type { OrdersView } from "./orders";

/** The change of the average order value, taken apart. */
export function AovDrivers({
  drivers,
  certainty,
  compared,
  format,
}: {
  readonly drivers: OrdersView["drivers"];
  /** How sure the change of the average is. */
  readonly certainty: Certainty | null;
  readonly compared: ComparedWith | null;
  readonly format: Formatters;
}) {
  const say = useWords(ORDER_TEXTS);
  return (
    <TitledCard
      id="aov-drivers"
      title={say("drivers.title")}
      units={say("drivers.units", { currency: format.settings.currencyCode })}
      summary={drivers === null ? whyNotCompared(compared, say) : driverSentence(drivers, certainty, format)}
    >
      {drivers !== null && (
        <DataTable
          caption={say("drivers.caption")}
          file="orders_aov_change"
          columns={[
            { key: "cause", label: say("column.cause") },
            { key: "amount", label: say("column.perOrder"), isNumeric: true },
          ]}
          rows={[
            {
              key: "before",
              cells: { cause: compared?.title ?? say("drivers.before"), amount: format.money(drivers.before) },
            },
            ...drivers.parts.map((part) => ({
              key: part.key,
              cells: { cause: say(`drivers.cause.${causeOf(part)}`), amount: signed(part.amount, format) },
            })),
          ]}
          total={{ key: "now", cells: { cause: say("drivers.thisRange"), amount: format.money(drivers.now) } }}
        />
      )}
    </TitledCard>
  );
}

function whyNotCompared(compared: ComparedWith | null, say: Words<typeof ORDER_TEXTS.en>): string {
  return compared === null ? say("drivers.notAsked") : say("drivers.notComparable", { when: compared.when });
}

/** "From €46.20 to €48.73, mostly because of fewer discounts." */
export function driverSentence(
  { before, now, parts }: NonNullable<OrdersView["drivers"]>,
  certainty: Certainty | null,
  format: Formatters,
): string {
  const { locale } = format.settings;
  const say = wordsOf(ORDER_TEXTS, locale);
  const change = now - before;
  const moved = { before: format.money(before), now: format.money(now) };
  const along = parts.filter(({ amount }) => amount * change > 0);
  const [strongest] = along.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const why = strongest ? say("drivers.movedBy", { ...moved, cause: causeOf(strongest) }) : say("drivers.moved", moved);
  return `${withCertainty(why, certainty, locale)}.`;
}

const causeOf = ({ key, amount }: AovDriver) => `${key}_${amount < 0 ? "down" : "up"}` as const;

function signed(amount: number, format: Formatters): string {
  const text = format.money(Math.abs(amount));
  return text === format.money(0) ? text : `${amount < 0 ? "−" : "+"}${text}`;
}
