import { Form, useLocation } from "@remix-run/react";
import { HiddenFields } from "~/ui/forms/hidden-fields";
import { TextField } from "~/ui/forms/text-field";
import { Button, InlineStack } from "~/ui/polaris";
import { useWords } from "~/ui/format/use-words";
import { EXPLAIN_TEXTS } from "~/words/pages/explain";
import { PageLink } from "~/features/page/page-link";
import { addDays, dayOf, type EpochMs, type ShopDay } from "~/domain/time/shop-time";

export interface AsOfFormProps {
  /** The day at whose end the number was known so; null for now. */
  readonly day: ShopDay | null;
  readonly now: EpochMs;
  readonly timeZone: string;
}

/** Looks at the same number as it stood on an earlier day. It is a plain GET form, so its state lives in the address. */
export function AsOfForm({ day, now, timeZone }: AsOfFormProps) {
  const say = useWords(EXPLAIN_TEXTS);
  const { search } = useLocation();
  const asKnownNow = new URLSearchParams(search);
  asKnownNow.delete("as_of");
  asKnownNow.delete("page");
  return (
    <Form method="get" preventScrollReset key={day}>
      <HiddenFields fields={asKnownNow} />
      <InlineStack gap="200" blockAlign="center">
        <TextField
          type="date"
          name="as_of"
          label={say("asOf.label")}
          isLabelHidden
          prefix={say("asOf.label")}
          initial={day ?? ""}
          max={addDays(dayOf(now, timeZone), -1)}
          button={<Button submit>{say("asOf.show")}</Button>}
        />
        {day !== null && <PageLink to={`?${asKnownNow}`}>{say("asOf.now")}</PageLink>}
      </InlineStack>
    </Form>
  );
}
