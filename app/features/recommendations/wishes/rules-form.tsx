import { KINSHIPS, type ListRules, VENDOR_CHOICES } from "~/domain/recommendations/showing/list-rules";
import { useWords } from "~/ui/format/use-words";
import { CheckField } from "~/ui/forms/check-field";
import { PostButton } from "~/ui/forms/post-button";
import { SelectField } from "~/ui/forms/select-field";
import { TextField } from "~/ui/forms/text-field";
import { BlockStack, InlineError, InlineGrid } from "~/ui/polaris";
import { RECOMMENDATION_TEXTS } from "~/words/pages/recommendations";
import { useListWish } from "./use-list-wish";

const ERROR_ID = "rules-error";

/** What a merchant wants of every list. */
export function RulesForm({ rules }: { readonly rules: ListRules }) {
  const say = useWords(RECOMMENDATION_TEXTS);
  const { Form, isBusy, error } = useListWish();
  const percent = (name: "lowest" | "highest", value: number | null) => (
    <TextField
      key={`${name} ${value}`}
      name={name}
      label={say(`rules.${name}`)}
      inputMode="numeric"
      maxLength={7}
      initial={value === null ? "" : String(value)}
      note={say("rules.priceNote")}
    />
  );
  return (
    <Form method="post">
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
          <SelectField
            key={rules.kinship}
            name="kinship"
            label={say("rules.kinship")}
            options={KINSHIPS.map((value) => ({ value, label: say(`rules.kinships.${value}`) }))}
            initial={rules.kinship}
          />
          <SelectField
            key={rules.vendors}
            name="vendors"
            label={say("rules.vendors")}
            options={VENDOR_CHOICES.map((value) => ({ value, label: say(`rules.vendorChoices.${value}`) }))}
            initial={rules.vendors}
          />
          {percent("lowest", rules.lowestPercent)}
          {percent("highest", rules.highestPercent)}
        </InlineGrid>
        <TextField
          key={rules.excludedTags.join()}
          name="tags"
          label={say("rules.tags")}
          maxLength={1_000}
          initial={rules.excludedTags.join(", ")}
          note={say("rules.tagsNote")}
        />
        <CheckField
          key={String(rules.allowSoldOut)}
          name="soldOut"
          value="yes"
          label={say("rules.soldOut")}
          note={say("rules.soldOutNote")}
          isChecked={rules.allowSoldOut}
        />
        {error && (
          <div role="alert">
            <InlineError fieldID={ERROR_ID} message={error} />
          </div>
        )}
        <div>
          <PostButton intent="rules" label={say("rules.save")} isBusy={isBusy} />
        </div>
      </BlockStack>
    </Form>
  );
}
