import type { AovDriver } from "~/domain/metrics/splits/aov-drivers";
import type { Certainty } from "~/domain/metrics/confidence/verdict";
import type { OrdersView } from "./orders";
import { DataTable } from "~/ui/tables/data-table";
import { withCertainty } from "~/ui/certainty-words";
import type { Formatters } from "~/ui/formatters";
import type { ComparedWith } from "~/ui/change-line";
import { Text } from "~/ui/polaris";
import { TitledCard } from "~/ui/titled-card";

const CAUSES: Readonly<Record<AovDriver["key"], { readonly up: string; readonly down: string }>> = {
  units: { up: "More units per order", down: "Fewer units per order" },
  price: { up: "Dearer products", down: "Cheaper products" },
  discount: { up: "Fewer discounts", down: "More discounts" },
};

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
  return (
    <TitledCard
      id="aov-drivers"
      title="Why the average moved"
      units={`${format.settings.currencyCode} per order`}
      summary={drivers === null ? whyNotCompared(compared) : driverSentence(drivers, certainty, format)}
    >
      {drivers !== null && (
        <>
          <DataTable
            caption="Change of the average order value by cause"
            file="orders_aov_change"
            columns={[
              { key: "cause", label: "Cause" },
              { key: "amount", label: "Per order", isNumeric: true },
            ]}
            rows={[
              {
                key: "before",
                cells: { cause: capitalised(compared?.name ?? "before"), amount: format.money(drivers.before) },
              },
              ...drivers.parts.map((part) => ({
                key: part.key,
                cells: { cause: causeOf(part), amount: signed(part.amount, format) },
              })),
            ]}
            total={{ key: "now", cells: { cause: "This range", amount: format.money(drivers.now) } }}
          />
          <Text as="p" tone="subdued">
            Each cause is the mean of its effect over all orders in which the three could change, so they add up.
          </Text>
        </>
      )}
    </TitledCard>
  );
}

function whyNotCompared(compared: ComparedWith | null): string {
  return compared === null
    ? "Choose a comparison to see what moved the average order value."
    : `There were no orders ${compared.when}, or none in this range, so nothing can be compared.`;
}

/** "From €46.20 to €48.73, most of it by fewer discounts." */
export function driverSentence(
  { before, now, parts }: NonNullable<OrdersView["drivers"]>,
  certainty: Certainty | null,
  format: Formatters,
): string {
  const change = now - before;
  const moved = `From ${format.money(before)} to ${format.money(now)}`;
  const along = parts.filter(({ amount }) => amount * change > 0);
  const [strongest] = along.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const why = strongest ? `${moved}, most of it by ${causeOf(strongest).toLowerCase()}` : moved;
  return `${withCertainty(why, certainty)}.`;
}

function causeOf({ key, amount }: AovDriver): string {
  return amount < 0 ? CAUSES[key].down : CAUSES[key].up;
}

function signed(amount: number, format: Formatters): string {
  const text = format.money(Math.abs(amount));
  return text === format.money(0) ? text : `${amount < 0 ? "−" : "+"}${text}`;
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
