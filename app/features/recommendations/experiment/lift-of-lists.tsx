import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { BlockStack, Text } from "~/ui/polaris";
import { LIFT_TEXTS, type SayLift } from "~/words/pages/lift";
import type { Effect, WhatListsBring } from "./load-what-lists-bring.server";

interface LiftOfListsProps {
  readonly brought: WhatListsBring;
  readonly format: Formatters;
}

/** What the lists of product pages add, once chance alone does not explain it; until then when that could be seen. */
export function LiftOfLists({ brought: { setting, effect }, format }: LiftOfListsProps) {
  const say = useWords(LIFT_TEXTS);
  if (!setting.isOn) return null;
  const lift = effect?.lift ?? null;
  const interval = lift?.interval ?? null;
  const isFound = interval !== null && (interval[0] > 0 || interval[1] < 0);
  const unfound = interval === null ? "effect.unmeasured" : "effect.none";
  const signed = (value: number) => `${value > 0 ? "+" : ""}${format.rate(value)}`;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {say("effect.title")}
      </Text>
      <Text as="p" variant="headingLg">
        {isFound && lift ? say("effect.found", { lift: signed(lift.lift) }) : say(unfound)}
      </Text>
      {interval !== null && (
        <Text as="p">{say("effect.range", { low: signed(interval[0]), high: signed(interval[1]) })}</Text>
      )}
      {!isFound && <Text as="p">{whenOf(effect, say, format)}</Text>}
      {effect && lift && (
        <Text as="p" tone="subdued">
          {say("effect.basis", {
            days: effect.days,
            shownDays: format.count(effect.days),
            shown: format.money(lift.shown.netSales / lift.shown.sessions),
            heldOut: format.money(lift.heldOut.netSales / lift.heldOut.sessions),
          })}
        </Text>
      )}
    </BlockStack>
  );
}

function whenOf(effect: Effect | null, say: SayLift, format: Formatters): string {
  if (effect === null || effect.days === 0) return say("effect.first");
  if (effect.lift === null) return say("effect.more");
  if (effect.isDueAlready) return say("effect.now");
  return effect.measurableOn === null
    ? say("effect.never")
    : say("effect.soon", { day: format.day(effect.measurableOn) });
}
