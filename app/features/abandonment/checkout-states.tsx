import type { AbandonmentView } from "./abandonment";
import { DataTable } from "~/ui/tables/data-table";
import type { Formatters } from "~/ui/formatters";
import type { ComparedWith } from "~/ui/change-line";
import { TitledCard } from "~/ui/titled-card";

/** Every checkout of the range by what became of it. */
export function CheckoutStates({
  view,
  compared,
  format,
}: {
  readonly view: Pick<AbandonmentView, "states" | "thresholdMinutes">;
  readonly compared: ComparedWith | null;
  readonly format: Formatters;
}) {
  const { states, thresholdMinutes } = view;
  const all = states.reduce((sum, { checkouts }) => sum + checkouts, 0);
  const settled = states.reduce((sum, { checkouts, isSettled }) => sum + (isSettled ? checkouts : 0), 0);
  const isCompared = compared !== null && states.some(({ checkoutsBefore }) => checkoutsBefore !== null);
  return (
    <TitledCard
      id="checkout-states"
      title="What became of the checkouts"
      units="Checkouts, by the day they began"
      summary={`${format.count(settled)} of ${format.count(all)} ${all === 1 ? "checkout" : "checkouts"} ended and count in the rate. A checkout counts as left after ${format.count(thresholdMinutes)} minutes without activity.`}
    >
      <DataTable
        caption="Checkouts by state"
        file="abandonment_states"
        columns={[
          { key: "state", label: "State" },
          { key: "rule", label: "When" },
          { key: "isSettled", label: "In the rate" },
          { key: "checkouts", label: "Checkouts", isNumeric: true },
          ...(isCompared ? [{ key: "before", label: "Before", isNumeric: true }] : []),
        ]}
        rows={states.map(({ state, label, rule, checkouts, checkoutsBefore, isSettled }) => ({
          key: state,
          cells: {
            state: label,
            rule,
            isSettled: isSettled ? "yes" : "no",
            checkouts: format.count(checkouts),
            before: format.count(checkoutsBefore),
          },
        }))}
        total={{
          key: "total",
          cells: {
            state: "All checkouts",
            checkouts: format.count(all),
            before: format.count(states.reduce((sum, { checkoutsBefore }) => sum + (checkoutsBefore ?? 0), 0)),
          },
        }}
      />
    </TitledCard>
  );
}
