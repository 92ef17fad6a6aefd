import { useFetcher } from "@remix-run/react";
import { type Answer, useToast } from "~/features/page/use-toast";
import { HELD_OUT_PERCENTS, type HoldOutSetting, INSTEAD } from "~/domain/recommendations/lift/held-out-lists";
import { useWords } from "~/ui/format/use-words";
import { PostButton } from "~/ui/forms/post-button";
import { SelectField } from "~/ui/forms/select-field";
import { Details } from "~/ui/frame/details";
import { BlockStack, InlineStack, Text } from "~/ui/polaris";
import { LIFT_TEXTS } from "~/words/pages/lift";
import { HOLD_OUT } from "./hold-out";

/** How often product pages are held out, and what they show then. */
export function HoldOutForm({ setting }: { readonly setting: HoldOutSetting }) {
  const say = useWords(LIFT_TEXTS);
  const change = useFetcher<Answer>();
  useToast(change);
  const percents = HELD_OUT_PERCENTS.map((percent) => ({
    value: String(percent),
    label: say("holdOut.percent", { percent: String(percent) }),
  }));
  const { isOn, percent, instead } = setting;
  return (
    <Details words={say("holdOut.words")}>
      <BlockStack gap="300">
        <Text as="p">{say("holdOut.why")}</Text>
        <Text as="p">{say("holdOut.cost")}</Text>
        <change.Form method="post">
          <InlineStack gap="300" blockAlign="center">
            <SelectField
              key={`${isOn} ${percent}`}
              name="percent"
              label={say("holdOut.label")}
              options={[{ value: "0", label: say("holdOut.off") }, ...percents]}
              initial={isOn ? String(percent) : "0"}
            />
            <SelectField
              key={instead}
              name="instead"
              label={say("holdOut.instead")}
              options={INSTEAD.map((choice) => ({ value: choice, label: say(`holdOut.${choice}`) }))}
              initial={instead}
            />
            <PostButton intent={HOLD_OUT.save} label={say("holdOut.save")} isBusy={change.state !== "idle"} />
          </InlineStack>
        </change.Form>
      </BlockStack>
    </Details>
  );
}
