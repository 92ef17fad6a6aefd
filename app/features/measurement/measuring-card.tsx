import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useToast, type Answer } from "~/features/page/use-toast";
import { AmountList } from "~/ui/cards/amount-list";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { PostButton } from "~/ui/forms/post-button";
import { SelectField } from "~/ui/forms/select-field";
import { Details } from "~/ui/frame/details";
import { TitledCard } from "~/ui/frame/titled-card";
import { Banner, BlockStack, Button, InlineStack, Text } from "~/ui/polaris";
import { MEASURING_TEXTS } from "~/words/pages/measuring";
import { MEASURING, RETENTION_DAYS, type MeasuringView, type RecentCoverage } from "./measuring";

interface MeasuringCardProps {
  readonly measuring: MeasuringView;
  /** Null before any online order could have been seen. */
  readonly coverage: RecentCoverage | null;
  readonly format: Formatters;
}

/** Whether the storefront is measured, and the way to change it. */
export function MeasuringCard({ measuring, coverage, format }: MeasuringCardProps) {
  const say = useWords(MEASURING_TEXTS);
  const change = useFetcher<Answer>();
  useToast(change);
  const refused = change.data && "error" in change.data ? change.data.error : null;
  return (
    <TitledCard id="measuring" title={say("title")}>
      {refused !== null && <Banner tone="critical" title={refused} />}
      {measuring.since === null ? (
        <MeasuringOff measuring={measuring} change={change} />
      ) : (
        <MeasuringOn {...{ measuring, coverage, change, format }} since={measuring.since} />
      )}
    </TitledCard>
  );
}

type Change = ReturnType<typeof useFetcher<Answer>>;

function MeasuringOff({ measuring, change }: Pick<MeasuringCardProps, "measuring"> & { readonly change: Change }) {
  const say = useWords(MEASURING_TEXTS);
  const shopify = useAppBridge();
  const switchOn = async () => {
    const answer = await shopify.scopes.request([...measuring.scopes]);
    if (answer.result === "granted-all") change.submit({ intent: MEASURING.on }, { method: "post" });
  };
  return (
    <>
      <Text as="p">{say("off.why")}</Text>
      <Text as="p">{say("off.how")}</Text>
      <Text as="p" tone="subdued">
        {say("off.access")}
      </Text>
      <InlineStack>
        <Button variant="primary" loading={change.state !== "idle"} onClick={() => void switchOn()}>
          {say("off.button")}
        </Button>
      </InlineStack>
    </>
  );
}

function MeasuringOn({
  measuring,
  coverage,
  since,
  change,
  format,
}: MeasuringCardProps & { readonly since: number; readonly change: Change }) {
  const say = useWords(MEASURING_TEXTS);
  const { lastEventAt, measuredFrom, retentionDays } = measuring;
  const isBusy = change.state !== "idle";
  const days = (count: number) => say("on.days", { days: format.count(count) });
  return (
    <>
      <AmountList
        amounts={[
          { words: say("on.since"), amount: format.dateTime(since) },
          { words: say("on.from"), amount: measuredFrom === null ? say("on.noEvent") : format.day(measuredFrom) },
          { words: say("on.last"), amount: lastEventAt === null ? say("on.none") : format.dateTime(lastEventAt) },
          {
            words: say("on.coverage"),
            amount:
              coverage === null
                ? say("on.noOrders")
                : say("on.seen", {
                    share: format.rate(coverage.seen / coverage.orders),
                    seen: format.count(coverage.seen),
                    orders: format.count(coverage.orders),
                  }),
          },
          { words: say("on.kept"), amount: days(retentionDays) },
        ]}
      />
      <Text as="p" tone="subdued">
        {say("on.consent")}
      </Text>
      <Details words={say("change.words")}>
        <change.Form method="post">
          <BlockStack gap="200">
            <Text as="p">{say("retention.why")}</Text>
            <InlineStack gap="200" blockAlign="center">
              <SelectField
                key={retentionDays}
                name="days"
                label={say("retention.label")}
                options={RETENTION_DAYS.map((count) => ({ value: String(count), label: days(count) }))}
                initial={String(retentionDays)}
              />
              <PostButton intent={MEASURING.retention} label={say("retention.save")} isBusy={isBusy} />
            </InlineStack>
          </BlockStack>
        </change.Form>
        {(["key", "off"] as const).map((intent) => (
          <change.Form key={intent} method="post">
            <BlockStack gap="200" inlineAlign="start">
              <Text as="p">{say(`change.${intent}.why`)}</Text>
              <PostButton intent={MEASURING[intent]} label={say(`change.${intent}.button`)} isBusy={isBusy} />
            </BlockStack>
          </change.Form>
        ))}
      </Details>
    </>
  );
}
