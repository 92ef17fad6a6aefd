import { describe, expect, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import { parseStorefrontEvent } from "~/domain/measurement/parse-event";
import { DEVICES, EVENT_NAMES } from "~/domain/measurement/storefront-event";
import { OBSERVED, type WireEvent } from "../../extensions/web-pixel/src/wire-event";
import { eventRow } from "../simulator/data-folder/event-row";

type EventRow = z.input<typeof eventRow>;

/** A line of `events.jsonl` that says all that can be said. */
const WHOLE: Required<EventRow> = {
  id: "a",
  clientId: "client-1",
  at: "2026-11-30T10:00:00Z",
  seq: 3,
  name: "product_viewed",
  device: "mobile",
  referrer: "google.com",
  utm: { source: "klaviyo", medium: "email", campaign: "november" },
  path: "/products/ethiopia",
  customerId: "5",
  productId: "7",
  variantId: "41",
  inStock: true,
  query: "coffee",
  results: 4,
  checkoutToken: "token-1",
  orderId: "900",
  alert: "PAYMENT_ERROR",
  rec: { place: "product", list: "together", position: 2 },
};

describe("a storefront event", () => {
  it("is one shape to the pixel, the data folder and the app", () => {
    expectTypeOf<WireEvent>().toExtend<EventRow>();
    expect(Object.keys(eventRow.shape)).toEqual(Object.keys(WHOLE));
    expect(eventRow.safeParse(WHOLE).error).toBeUndefined();
    const event = parseStorefrontEvent(WHOLE);
    expect(event).not.toHaveProperty("refusal");
    // Nothing that the app keeps of an event is missing in a whole one.
    expect(Object.values(event)).not.toContain(null);
  });

  it.each(Object.keys(WHOLE))("says something to the app by its %s", (key) => {
    expect(parseStorefrontEvent({ ...WHOLE, [key]: undefined })).not.toEqual(parseStorefrontEvent(WHOLE));
  });

  it("has one set of names and of devices", () => {
    expect([...OBSERVED, "rec_viewed"]).toEqual([...EVENT_NAMES]);
    expect(eventRow.shape.name.options).toEqual([...EVENT_NAMES]);
    expect(eventRow.shape.device.unwrap().unwrap().options).toEqual([...DEVICES]);
  });
});
