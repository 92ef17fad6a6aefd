import { BlockStack, Text } from "~/ui/polaris";
import { CardRow } from "~/ui/frame/card-row";
import { Details } from "~/ui/frame/details";
import type { ReactNode } from "react";
import type { GoalView, GoalsView } from "./goals";
import { ImportNotice } from "~/features/page/notices/import-notice";
import type { PageStatus } from "~/features/page/frame/number-page";
import { RebuildNotice } from "~/features/page/notices/rebuild-notice";
import { DataTable } from "~/ui/tables/data-table";
import { GOAL_TEXTS, type SayGoal } from "~/words/pages/goals";
import { useWords } from "~/ui/format/use-words";
import { withCertainty } from "~/ui/format/certainty-words";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { AsOfLine, PageFrame } from "~/ui/frame/page-frame";
import { EmptyState } from "~/ui/frame/states";
import { TitledCard } from "~/ui/frame/titled-card";
import { useFormatters } from "~/ui/format/use-formatters";
import { GoalCard } from "./goal-card";
import { followedGoals, otherGoals, references, unmeasuredGoals } from "./goal-groups";
import { goalNumber, statusText } from "./goal-words";

export interface GoalsPageProps {
  readonly view: GoalsView;
  readonly status: PageStatus;
  /** What came of a change. */
  readonly notice: ReactNode;
  /** Sets a goal on a number. */
  readonly setForm: ReactNode;
  /** Changes a goal that is followed. */
  readonly changeForm: (goal: GoalView) => ReactNode;
  /** Begins to follow a goal. */
  readonly followButton: (goal: GoalView) => ReactNode;
}

/** What the shop wants to reach, where it stands, and what other stores are said to reach. */
export function GoalsPage({ view, status, notice, setForm, changeForm, followButton }: GoalsPageProps) {
  const say = useWords(GOAL_TEXTS);
  const { shop, goals } = view;
  const format = useFormatters(shop);
  const followed = followedGoals(goals);
  return (
    <PageFrame
      title={say("title")}
      asOf={
        <AsOfLine
          counts="orders"
          asOf={view.asOf}
          newestEventAt={view.newestEventAt}
          pending={status.pending}
          isComparedInPart={false}
          format={format}
        />
      }
    >
      {notice}
      <RebuildNotice isRebuilding={status.isRebuilding} />
      <ImportNotice {...status} hasOrders={view.newestEventAt !== null} format={format} />
      <section aria-labelledby="followed-goals">
        <BlockStack gap="300">
          <div>
            <Text as="h2" variant="headingMd" id="followed-goals">
              {say("yours.title")}
            </Text>
            <Text as="p" tone="subdued">
              {say("yours.summary")}
            </Text>
          </div>
          {followed.length === 0 ? (
            <EmptyState title={say("yours.empty.title")}>
              <p>{say("yours.empty.help")}</p>
            </EmptyState>
          ) : (
            <CardRow columns="charts">
              {followed.map((goal) => (
                <GoalCard key={goal.id} goal={goal} form={changeForm(goal)} format={format} />
              ))}
            </CardRow>
          )}
        </BlockStack>
      </section>
      <TitledCard id="set-goal" title={say("set.title")} summary={say("set.summary")}>
        {setForm}
      </TitledCard>
      <OtherGoals goals={otherGoals(goals)} followButton={followButton} format={format} />
      <References goals={references(goals)} format={format} />
      <Baselines baselines={view.baselines} format={format} />
      <Unmeasured goals={unmeasuredGoals(goals)} format={format} />
    </PageFrame>
  );
}

interface TableProps {
  readonly goals: readonly GoalView[];
  readonly format: Formatters;
}

function OtherGoals({ goals, followButton, format }: TableProps & Pick<GoalsPageProps, "followButton">) {
  const say = useWords(GOAL_TEXTS);
  if (goals.length === 0) return null;
  return (
    <TitledCard id="other-goals" title={say("more.title")} summary={say("more.summary")}>
      <DataTable
        caption={say("more.caption")}
        file="goals_more"
        columns={[
          { key: "text", label: say("column.goal") },
          { key: "value", label: say("column.now"), isNumeric: true },
          { key: "status", label: say("column.status") },
          { key: "follow", label: say("column.change") },
        ]}
        rows={goals.map((goal) => ({
          key: goal.id,
          cells: { ...goalCells(goal, say, format), follow: followButton(goal) },
        }))}
      />
    </TitledCard>
  );
}

function References({ goals, format }: TableProps) {
  const say = useWords(GOAL_TEXTS);
  return (
    <TitledCard id="references" title={say("references.title")} summary={say("references.summary")}>
      <DataTable
        caption={say("references.caption")}
        file="goals_references"
        columns={[
          { key: "text", label: say("column.statement") },
          { key: "value", label: say("column.yourShop"), isNumeric: true },
          { key: "status", label: say("column.trueForYou") },
          { key: "source", label: say("column.source") },
        ]}
        rows={goals.map((goal) => ({
          key: goal.id,
          cells: { ...goalCells(goal, say, format), source: goal.source },
        }))}
      />
    </TitledCard>
  );
}

/** What both tables say of a goal. */
const goalCells = (goal: GoalView, say: SayGoal, format: Formatters) => ({
  text: goal.text,
  value: goalNumber(goal.unit, goal.metric?.value ?? null, format),
  status: standingText(goal, say, format.settings.locale),
});

/** "Reached", or why it cannot be said. */
function standingText({ kind, standing }: GoalView, say: SayGoal, locale: string): string {
  const { status, certainty, because } = standing;
  if (status === "not_available") return because ?? statusText(standing, say, locale);
  if (status === "few_data" || kind === "goal") return statusText(standing, say, locale);
  return withCertainty(say(status === "met" ? "trueForYou.yes" : "trueForYou.no"), certainty, locale);
}

function Baselines({ baselines, format }: Pick<GoalsView, "baselines"> & { readonly format: Formatters }) {
  const say = useWords(GOAL_TEXTS);
  return (
    <TitledCard
      id="baselines"
      title={say("baselines.title")}
      summary={say(baselines.length === 0 ? "baselines.none" : "baselines.summary")}
    >
      {baselines.length > 0 && (
        <DataTable
          caption={say("baselines.caption")}
          file="goals_baselines"
          columns={[
            { key: "label", label: say("column.number") },
            { key: "range", label: say("column.days") },
            { key: "value", label: say("column.value"), isNumeric: true },
            { key: "version", label: say("column.definitions"), isNumeric: true },
          ]}
          rows={baselines.map(({ metricKey, label, unit, value, range, definitionVersion, unavailableBecause }) => ({
            key: metricKey,
            cells: {
              label,
              range: say("card.range", { from: format.day(range.from), to: format.day(range.to) }),
              value: value === null ? (unavailableBecause ?? NOT_AVAILABLE) : format.metric(unit, value),
              version: format.count(definitionVersion),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}

function Unmeasured({ goals, format }: TableProps) {
  const say = useWords(GOAL_TEXTS);
  return (
    <TitledCard id="unmeasured" title={say("unmeasured.title")}>
      <Details
        words={say("unmeasured.show")}
        basis={say("unmeasured.count", { count: goals.length, shown: format.count(goals.length) })}
      >
        <DataTable
          caption={say("unmeasured.caption")}
          file="goals_unmeasured"
          columns={[
            { key: "label", label: say("column.number") },
            { key: "text", label: say("column.goal") },
          ]}
          rows={goals.map(({ id, metricLabel, text }) => ({ key: id, cells: { label: metricLabel, text } }))}
        />
      </Details>
    </TitledCard>
  );
}
