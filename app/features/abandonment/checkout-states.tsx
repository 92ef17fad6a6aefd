import type { ComparedWith } from "~/ui/cards/change-line";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { TitledCard } from "~/ui/frame/titled-card";
import { DataTable } from "~/ui/tables/data-table";
import { ABANDONMENT_TEXTS } from "~/words/pages/abandonment";
import type { AbandonmentView } from "./abandonment";

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
  const say = useWords(ABANDONMENT_TEXTS);
  const { states, thresholdMinutes } = view;
  const all = states.reduce((sum, { checkouts }) => sum + checkouts, 0);
  const settled = states.reduce((sum, { checkouts, isSettled }) => sum + (isSettled ? checkouts : 0), 0);
  const isCompared = compared !== null && states.some(({ checkoutsBefore }) => checkoutsBefore !== null);
  return (
    <TitledCard
      id="checkout-states"
      title={say("states.title")}
      units={say("states.units")}
      summary={
        <>
          {say("states.finished", { count: settled, shown: format.count(settled), all: format.count(all) })}{" "}
          {say("states.leftAfter", { count: thresholdMinutes, shown: format.count(thresholdMinutes) })}
        </>
      }
    >
      <DataTable
        caption={say("states.caption")}
        file="abandonment_states"
        columns={[
          { key: "state", label: say("column.state") },
          { key: "rule", label: say("column.when") },
          { key: "isSettled", label: say("column.inRate") },
          { key: "checkouts", label: say("column.checkouts"), isNumeric: true },
          ...(isCompared ? [{ key: "before", label: say("column.before"), isNumeric: true }] : []),
        ]}
        rows={states.map(({ state, label, rule, checkouts, checkoutsBefore, isSettled }) => ({
          key: state,
          cells: {
            state: label,
            rule,
            isSettled: say(isSettled ? "states.yes" : "states.no"),
            checkouts: format.count(checkouts),
            before: format.count(checkoutsBefore),
          },
        }))}
        total={{
          key: "total",
          cells: {
            state: say("states.all"),
            checkouts: format.count(all),
            before: format.count(states.reduce((sum, { checkoutsBefore }) => sum + (checkoutsBefore ?? 0), 0)),
          },
        }}
      />
    </TitledCard>
  );
}
