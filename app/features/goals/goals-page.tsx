import { BlockStack, Text } from "~/ui/polaris";
import { CardRow } from "~/ui/card-row";
import { Details } from "~/ui/details";
import type { ReactNode } from "react";
import type { GoalView, GoalsView } from "./goals";
import { ImportNotice } from "~/features/page/notices/import-notice";
import type { PageStatus } from "~/features/page/number-page";
import { RebuildNotice } from "~/features/page/notices/rebuild-notice";
import { DataTable } from "~/ui/tables/data-table";
import { withCertainty } from "~/ui/certainty-words";
import type { Formatters } from "~/ui/formatters";
import { AsOfLine, PageFrame } from "~/ui/page-frame";
import { EmptyState } from "~/ui/states";
import { TitledCard } from "~/ui/titled-card";
import { useFormatters } from "~/ui/use-formatters";
import { GoalCard } from "./goal-card";
import { followedGoals, otherGoals, references, unmeasuredGoals } from "./goal-groups";
import { goalNumber, statusText } from "./goal-words";

export interface GoalsPageProps {
  readonly view: GoalsView;
  readonly status: PageStatus;
  readonly locale: string;
  /** What came of a change. */
  readonly notice: ReactNode;
  /** Changes a goal that is followed. */
  readonly changeForm: (goal: GoalView) => ReactNode;
  /** Begins to follow a goal. */
  readonly followButton: (goal: GoalView) => ReactNode;
}

/** What the shop wants to reach, where it stands, and what other stores are said to reach. */
export function GoalsPage({ view, status, locale, notice, changeForm, followButton }: GoalsPageProps) {
  const { shop, goals } = view;
  const format = useFormatters(locale, shop);
  const followed = followedGoals(goals);
  return (
    <PageFrame
      title="Goals"
      asOf={
        <AsOfLine
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
              Your goals
            </Text>
            <Text as="p" tone="subdued">
              Each looks at full days up to yesterday, of the whole shop. With too little data a goal counts as neither
              reached nor missed.
            </Text>
          </div>
          {followed.length === 0 ? (
            <EmptyState title="No goal is followed">
              <p>Follow one of the goals below. It then stands here, and on the cards of its number.</p>
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
      <OtherGoals goals={otherGoals(goals)} followButton={followButton} format={format} />
      <References goals={references(goals)} format={format} />
      <Baselines baselines={view.baselines} format={format} />
      <Unmeasured goals={unmeasuredGoals(goals)} format={format} />
    </PageFrame>
  );
}

function OtherGoals({
  goals,
  followButton,
  format,
}: Pick<GoalsPageProps, "followButton"> & { readonly goals: readonly GoalView[]; readonly format: Formatters }) {
  if (goals.length === 0) return null;
  return (
    <TitledCard
      id="other-goals"
      title="More goals"
      summary="Published for later stages and for some kinds of business. Follow what fits."
    >
      <DataTable
        caption="Goals that are not followed"
        file="goals_more"
        columns={[
          { key: "text", label: "Goal" },
          { key: "value", label: "Now", isNumeric: true },
          { key: "status", label: "Status" },
          { key: "doubt", label: "Caveat" },
          { key: "follow", label: "Change" },
        ]}
        rows={goals.map((goal) => ({
          key: goal.id,
          cells: {
            ...goalCells(goal, format),
            follow: followButton(goal),
          },
        }))}
      />
    </TitledCard>
  );
}

function References({ goals, format }: { readonly goals: readonly GoalView[]; readonly format: Formatters }) {
  return (
    <TitledCard
      id="references"
      title="What is said of other stores"
      summary="Figures as published, each beside the one number of yours it speaks of. A figure about abandoned carts says nothing of abandoned checkouts, so it is not held against them."
    >
      <DataTable
        caption="Benchmarks and published statements"
        file="goals_references"
        columns={[
          { key: "text", label: "Statement" },
          { key: "value", label: "Your shop", isNumeric: true },
          { key: "status", label: "True for you" },
          { key: "source", label: "Source" },
          { key: "doubt", label: "Caveat" },
        ]}
        rows={goals.map((goal) => ({
          key: goal.id,
          cells: {
            ...goalCells(goal, format),
            source: goal.source,
          },
        }))}
      />
    </TitledCard>
  );
}

/** What both tables say of a goal. */
const goalCells = (goal: GoalView, format: Formatters) => ({
  text: goal.text,
  value: goalNumber(goal.unit, goal.metric?.value ?? null, format),
  status: standingText(goal),
  doubt: goal.doubt ?? "",
});

/** "Reached", or why it cannot be said. */
function standingText({ kind, standing }: GoalView): string {
  const { status, certainty, because } = standing;
  if (status === "not_available") return because ?? statusText(standing);
  if (status === "few_data" || kind === "goal") return statusText(standing);
  return withCertainty(status === "met" ? "Yes" : "No", certainty);
}

function Baselines({ baselines, format }: { readonly baselines: GoalsView["baselines"]; readonly format: Formatters }) {
  return (
    <TitledCard
      id="baselines"
      title="Your figures at installation"
      summary={
        baselines.length === 0
          ? "They are kept when the first import is complete. Goals such as “10% more” are measured from them."
          : "Goals such as “10% more” are measured from them. They stay as they are, whatever is imported or refunded later."
      }
    >
      {baselines.length > 0 && (
        <DataTable
          caption="Figures at installation"
          file="goals_baselines"
          columns={[
            { key: "label", label: "Number" },
            { key: "range", label: "Days" },
            { key: "value", label: "Value", isNumeric: true },
            { key: "version", label: "Definitions", isNumeric: true },
          ]}
          rows={baselines.map(({ metricKey, label, unit, value, range, definitionVersion, unavailableBecause }) => ({
            key: metricKey,
            cells: {
              label,
              range: `${format.day(range.from)} to ${format.day(range.to)}`,
              value: value === null ? (unavailableBecause ?? "–") : format.metric(unit, value),
              version: format.count(definitionVersion),
            },
          }))}
        />
      )}
    </TitledCard>
  );
}

function Unmeasured({ goals, format }: { readonly goals: readonly GoalView[]; readonly format: Formatters }) {
  return (
    <TitledCard id="unmeasured" title="Goals that cannot be judged yet">
      <Details
        words="Show them"
        basis={`${format.count(goals.length)} goals on numbers that Comeback does not measure yet`}
      >
        <DataTable
          caption="Goals on numbers that are not measured"
          file="goals_unmeasured"
          columns={[
            { key: "label", label: "Number" },
            { key: "text", label: "Goal" },
            { key: "doubt", label: "Caveat" },
          ]}
          rows={goals.map(({ id, metricLabel, text, doubt }) => ({
            key: id,
            cells: { label: metricLabel, text, doubt: doubt ?? "" },
          }))}
        />
      </Details>
    </TitledCard>
  );
}
