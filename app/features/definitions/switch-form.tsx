import { useState, type ReactNode } from "react";
import { CheckField } from "~/ui/forms/check-field";
import { HiddenFields } from "~/ui/forms/hidden-fields";
import { TextField, type TextFieldProps } from "~/ui/forms/text-field";
import { BlockStack, Box, Button, ChoiceList, FormLayout, InlineGrid, Text } from "~/ui/polaris";
import { useReaderLocale } from "~/ui/format/reader-locale";
import { sourceWords } from "~/ui/format/source-words";
import { useWords } from "~/ui/format/use-words";
import { DEFINITION_TEXTS } from "~/words/pages/definitions";
import { TitledCard } from "~/ui/frame/titled-card";
import type { DefinitionsView } from "./definitions";
import { BOOLEAN_SWITCHES } from "./switches";

export interface SwitchFormProps {
  readonly view: Pick<DefinitionsView, "channels" | "tags">;
  /** What the fields say, as the address has it; the definitions themselves when it says nothing. */
  readonly fields: URLSearchParams;
  /** One sentence for a field that cannot be taken. */
  readonly errors: Readonly<Record<string, string>>;
  /** The form element around the fields: it asks for the preview by its address. */
  readonly form: (children: ReactNode) => ReactNode;
  /** What the change would do, once asked for. */
  readonly preview: ReactNode;
}

/** The switches that change what the numbers mean. Nothing changes before the preview is confirmed. */
export function SwitchForm({ view, fields, errors, form, preview }: SwitchFormProps) {
  const say = useWords(DEFINITION_TEXTS);
  return (
    <TitledCard id="definition-switches" title={say("form.title")} summary={say("form.summary")}>
      {form(
        <Box maxWidth="48rem" key={fields.toString()}>
          <FormLayout>
            {BOOLEAN_SWITCHES.map((name) => (
              <CheckField
                key={name}
                name={name}
                value="on"
                label={say(`${name}.label`)}
                note={say(`${name}.effect`)}
                error={errors[name]}
                isChecked={fields.get(name) === "on"}
              />
            ))}
            <Channels seen={view.channels} fields={fields} error={errors.channelsIncluded} />
            <RuleField
              name="excludeOrderTags"
              fields={fields}
              errors={errors}
              {...(view.tags.length > 0 && {
                note: say("form.withTags", {
                  effect: say("excludeOrderTags.effect"),
                  tags: view.tags.slice(0, MOST_TAGS).join(", "),
                }),
              })}
            />
            <RuleField name="checkoutSources" fields={fields} errors={errors} />
            <RuleField name="abandonmentThresholdMinutes" fields={fields} errors={errors} inputMode="numeric" />
            <RuleField name="annualDiscountPercent" fields={fields} errors={errors} inputMode="decimal" />
            <HiddenFields fields={[["preview", "1"]]} />
            <Button submit>{say("form.preview")}</Button>
          </FormLayout>
        </Box>,
      )}
      {preview}
    </TitledCard>
  );
}

const MOST_TAGS = 20;
const AS_MANY_AS_FIT = "repeat(auto-fill, minmax(min(100%, 17rem), 1fr))";

/** Which channels count. What is chosen among them is in the page, though hidden, while all do: no script brings it. */
function Channels({
  seen,
  fields,
  error,
}: {
  readonly seen: readonly string[];
  readonly fields: URLSearchParams;
  readonly error: string | undefined;
}) {
  const say = useWords(DEFINITION_TEXTS);
  const locale = useReaderLocale();
  const chosen = fields.getAll("channel");
  const areAll = fields.get("channels") !== "chosen";
  const [selected, setSelected] = useState(areAll ? "all" : "chosen");
  const offered = [...new Set([...seen, ...chosen])];
  return (
    <BlockStack gap="100">
      <ChoiceList
        name="channels"
        title={say("channelsIncluded.label")}
        selected={[selected]}
        onChange={([choice = "all"]) => setSelected(choice)}
        choices={[
          { value: "all", label: say("form.allChannels") },
          {
            value: "chosen",
            label: say("form.onlyThese"),
            renderChildren: () => (
              <InlineGrid columns={AS_MANY_AS_FIT}>
                {offered.map((channel) => (
                  <CheckField
                    key={channel}
                    name="channel"
                    value={channel}
                    label={sourceWords(channel, locale)}
                    isChecked={areAll || chosen.includes(channel)}
                  />
                ))}
              </InlineGrid>
            ),
          },
        ]}
        {...(error && { error: <span role="alert">{error}</span> })}
      />
      <Text as="p" tone="subdued">
        {say("channelsIncluded.effect")}
      </Text>
    </BlockStack>
  );
}

function RuleField({
  name,
  fields,
  errors,
  note,
  inputMode = "text",
}: {
  readonly name: "excludeOrderTags" | "checkoutSources" | "abandonmentThresholdMinutes" | "annualDiscountPercent";
  readonly fields: URLSearchParams;
  readonly errors: SwitchFormProps["errors"];
  readonly note?: string;
  readonly inputMode?: TextFieldProps["inputMode"];
}) {
  const say = useWords(DEFINITION_TEXTS);
  return (
    <TextField
      name={name}
      label={say(`${name}.label`)}
      note={note ?? say(`${name}.effect`)}
      initial={fields.get(name) ?? ""}
      error={errors[name]}
      inputMode={inputMode}
    />
  );
}
