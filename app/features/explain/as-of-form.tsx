import { Form, useLocation } from "@remix-run/react";
import { HiddenFields } from "~/ui/forms/hidden-fields";
import { TextField } from "~/ui/forms/text-field";
import { Button, InlineStack } from "~/ui/polaris";
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
          label="As known at the end of"
          isLabelHidden
          prefix="As known at the end of"
          initial={day ?? ""}
          max={addDays(dayOf(now, timeZone), -1)}
          button={<Button submit>Show</Button>}
        />
        {day !== null && <PageLink to={`?${asKnownNow}`}>As known now</PageLink>}
      </InlineStack>
    </Form>
  );
}
