import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { type Answer, useToast } from "~/features/page/use-toast";
import { HELD_OUT_PERCENTS, type HoldOutSetting, INSTEAD } from "~/domain/recommendations/lift/held-out-lists";
import type { Formatters } from "~/ui/format/formatters";
import { useWords } from "~/ui/format/use-words";
import { PostButton } from "~/ui/forms/post-button";
import { SelectField } from "~/ui/forms/select-field";
import { Details } from "~/ui/frame/details";
import { BlockStack, InlineStack, Text } from "~/ui/polaris";
import { LIFT_TEXTS } from "~/words/pages/lift";
import { HOLD_OUT } from "./hold-out";

interface HoldOutFormProps {
  readonly setting: HoldOutSetting;
  /** Product pages of the shop. */
  readonly pages: number;
  readonly format: Formatters;
}

/** How often product pages are held out, and what they show then. */
export function HoldOutForm(props: HoldOutFormProps) {
  const say = useWords(LIFT_TEXTS);
  const change = useFetcher<Answer>();
  useToast(change);
  const { isOn, percent, instead } = props.setting;
  return (
    <Details words={say("holdOut.words")}>
      <BlockStack gap="300">
        <Text as="p">{say("holdOut.why")}</Text>
        <Text as="p">{say("holdOut.cost")}</Text>
        <change.Form method="post">
          <HoldOutFields key={`${isOn} ${percent} ${instead}`} {...props} isBusy={change.state !== "idle"} />
        </change.Form>
      </BlockStack>
    </Details>
  );
}

/** What is chosen, and what saving it would do. */
export function HoldOutFields({ setting, pages, isBusy, format }: HoldOutFormProps & { readonly isBusy: boolean }) {
  const say = useWords(LIFT_TEXTS);
  const [percent, setPercent] = useState(setting.isOn ? String(setting.percent) : "0");
  const [instead, setInstead] = useState<string>(setting.instead);
  const percents = HELD_OUT_PERCENTS.map((each) => ({
    value: String(each),
    label: say("holdOut.percent", { percent: String(each) }),
  }));
  const held = Math.max(1, Math.round((pages * Number(percent)) / 100));
  const effect = percent === "0" ? "off" : instead === "nothing" ? "nothing" : "best_sellers";
  return (
    <BlockStack gap="300">
      <InlineStack gap="300" blockAlign="center">
        <SelectField
          name="percent"
          label={say("holdOut.label")}
          options={[{ value: "0", label: say("holdOut.off") }, ...percents]}
          initial={percent}
          onChoose={setPercent}
        />
        <SelectField
          name="instead"
          label={say("holdOut.instead")}
          options={INSTEAD.map((choice) => ({ value: choice, label: say(`holdOut.${choice}`) }))}
          initial={instead}
          onChoose={setInstead}
        />
        <PostButton intent={HOLD_OUT.save} label={say("holdOut.save")} isBusy={isBusy} />
      </InlineStack>
      <div aria-live="polite">
        <Text as="p" fontWeight="semibold">
          {say(`holdOut.will.${effect}`, { held: format.count(held), pages: format.count(pages) })}
        </Text>
        {setting.isOn && effect !== "off" && <Text as="p">{say("holdOut.anew")}</Text>}
      </div>
    </BlockStack>
  );
}
