import { Form, useLocation } from "@remix-run/react";
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
    <Form method="get" className="cb-search" preventScrollReset key={day}>
      {[...asKnownNow].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="cb-field">
        <span>As known at the end of</span>
        <input
          type="date"
          name="as_of"
          className="cb-input"
          defaultValue={day ?? ""}
          max={addDays(dayOf(now, timeZone), -1)}
        />
      </label>
      <button type="submit" className="cb-button">
        Show
      </button>
      {day !== null && <PageLink to={`?${asKnownNow}`}>As known now</PageLink>}
    </Form>
  );
}
