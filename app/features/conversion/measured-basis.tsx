import { dayOf } from "~/domain/time/shop-time";
import { MeasuringStoppedNotice } from "~/features/page/notices/measuring-stopped-notice";
import { PageLink } from "~/features/page/page-link";
import { NOT_AVAILABLE, type Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { EmptyState, Notice } from "~/ui/frame/states";
import { ExplainLink } from "~/ui/navigation/explain-link";
import { Card, Text } from "~/ui/polaris";
import { CONVERSION_TEXTS } from "~/words/pages/conversion";
import { sayReason } from "~/words/records/reasons";
import type { ConversionView, MeasuredState } from "./conversion";

const SETTINGS = "/app/settings";

interface MeasuredProps {
  readonly measured: MeasuredState;
  readonly format: Formatters;
}

/** Why there is nothing to see, and what changes that. */
export function NotMeasured({ measured: { switchedOnAt }, format }: MeasuredProps) {
  const say = useWords(CONVERSION_TEXTS);
  return switchedOnAt === null ? (
    <EmptyState title={say("off.title")} action={<PageLink to={SETTINGS}>{say("off.link")}</PageLink>}>
      <p>{say("off.why")}</p>
    </EmptyState>
  ) : (
    <EmptyState title={say("waiting.title")} action={<PageLink to={SETTINGS}>{say("waiting.link")}</PageLink>}>
      <p>{say("waiting.text", { day: format.day(dayOf(switchedOnAt, format.settings.timeZone)) })}</p>
    </EmptyState>
  );
}

/** From when on shoppers are measured where the range begins before that, and that nobody measures any more. */
export function MeasuringNotice({ measured: { switchedOnAt, cut }, format }: MeasuredProps) {
  const say = useWords(CONVERSION_TEXTS);
  return (
    <>
      {switchedOnAt === null && <MeasuringStoppedNotice />}
      {cut?.knownFrom && (
        <Notice tone="info" title={say("cut.title", { day: format.day(cut.knownFrom) })}>
          <p>{say(cut.isUnknown ? "cut.outside" : "cut.inPart")}</p>
        </Notice>
      )}
    </>
  );
}

/** Whose sessions these are, since when, and how much of the shop's orders the pixel saw. */
export function MeasuredBasis({
  view: { measured, funnel, coverage },
  format,
}: {
  readonly view: Pick<ConversionView, "measured" | "funnel" | "coverage">;
  readonly format: Formatters;
}) {
  const say = useWords(CONVERSION_TEXTS);
  const count = funnel[0]?.sessions ?? 0;
  const { value, numerator, denominator } = coverage;
  // Days before measuring began had sessions too: nobody counted them.
  if (measured.cut?.isUnknown) {
    return (
      <Card>
        <Text as="p" tone="subdued">
          {say("basis.unknown", { dash: NOT_AVAILABLE })}{" "}
          {sayReason(coverage.unavailableBecause, format.settings.locale)}
        </Text>
      </Card>
    );
  }
  return (
    <Card>
      <Text as="p" tone="subdued">
        {say("basis.source", { count, shown: format.count(count) })}{" "}
        {measured.from !== null && <>{say("basis.since", { day: format.day(measured.from) })} </>}
        {value === null
          ? say("basis.noCoverage")
          : say("basis.coverage", {
              rate: format.rate(value),
              seen: format.count(numerator),
              orders: format.count(denominator),
            })}{" "}
        <ExplainLink metric="pixel_coverage" label={say("basis.label")} />
      </Text>
    </Card>
  );
}
