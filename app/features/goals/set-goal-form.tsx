import { useState } from "react";
import { PostButton } from "~/ui/forms/post-button";
import { SelectField } from "~/ui/forms/select-field";
import { TextField } from "~/ui/forms/text-field";
import { Box, FormLayout, Text } from "~/ui/polaris";
import { useReaderLocale } from "~/ui/format/reader-locale";
import { useHasScript } from "~/ui/use-has-script";
import { useWords } from "~/ui/format/use-words";
import { GOAL_TEXTS } from "~/words/pages/goals";
import { useGoalChange } from "./use-goal-change";
import type { SettableGoal } from "./goals";
import { boundUnit } from "./own-bound";

export interface SetGoalFormProps {
  readonly goals: readonly SettableGoal[];
  readonly currencyCode: string;
}

/** A goal on any number that can have one. Without script the unit is read beside the number's name. */
export function SetGoalForm({ goals, currencyCode }: SetGoalFormProps) {
  const say = useWords(GOAL_TEXTS);
  const [first] = goals;
  if (!first) return <Text as="p">{say("set.all")}</Text>;
  // A goal that has been set is no longer offered: the form then begins anew.
  return <Fields key={goals.length} goals={goals} first={first} currencyCode={currencyCode} />;
}

function Fields({ goals, first, currencyCode }: SetGoalFormProps & { readonly first: SettableGoal }) {
  const say = useWords(GOAL_TEXTS);
  const locale = useReaderLocale();
  const hasScript = useHasScript();
  const { Form, isBusy, refused } = useGoalChange();
  const [initial] = useState(goals.find(({ id }) => id === refused?.goal) ?? first);
  const [chosenId, choose] = useState<string>(initial.id);
  const chosen = goals.find(({ id }) => id === chosenId) ?? first;
  const unitOf = ({ unit }: SettableGoal) => boundUnit(unit, currencyCode, locale, say);

  const optionOf = (goal: SettableGoal) => {
    const option = say(`set.option.${goal.side}`, { metric: goal.metricLabel, days: String(goal.days) });
    const unit = unitOf(goal);
    return unit === "" ? option : say("set.option.withUnit", { option, unit });
  };
  const side = say(`set.side.${chosen.side}`);
  const unit = unitOf(chosen);
  const sideWithUnit = unit === "" ? side : say("set.side.withUnit", { side, unit });
  return (
    <Form method="post" noValidate>
      <Box maxWidth="40rem">
        <FormLayout>
          <SelectField
            name="goal"
            label={say("set.metric")}
            options={goals.map((goal) => ({ value: goal.id, label: optionOf(goal) }))}
            initial={initial.id}
            onChoose={choose}
          />
          <TextField
            name="bound"
            label={hasScript ? sideWithUnit : say("set.figure")}
            {...(!hasScript && { note: say("set.figureHelp") })}
            inputMode="decimal"
            initial={refused?.goal === initial.id ? refused.bound : ""}
            error={refused?.goal === chosen.id ? refused.error : undefined}
          />
          <PostButton intent="own" label={say("set.button")} isBusy={isBusy} />
        </FormLayout>
      </Box>
    </Form>
  );
}
