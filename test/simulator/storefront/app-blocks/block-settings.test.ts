import { describe, expect, it } from "vitest";
import { effectiveSettings, settingsOfForm, settingsSchema } from "./block-settings";

const settings = settingsSchema.parse([
  { type: "header", content: "Looks" },
  { type: "text", id: "heading", label: "Heading" },
  { type: "range", id: "count", label: "Shown", min: 2, max: 8, step: 2, default: 4 },
  { type: "select", id: "layout", label: "Layout", options: ["grid", "row"].map((value) => ({ value, label: value })) },
  { type: "checkbox", id: "price", label: "Price", default: true },
]);
const DEFAULTS = { heading: "", count: 4, layout: "grid", price: true };

describe("the settings of a block", () => {
  it("are the schema's defaults until the merchant chooses", () => {
    expect(effectiveSettings(settings, {})).toEqual(DEFAULTS);
  });

  it("are read from a form, a checkbox that is off being left out", () => {
    expect(settingsOfForm(settings, { heading: " More ", count: "8", layout: "row" })).toEqual({
      heading: "More",
      count: 8,
      layout: "row",
      price: false,
    });
  });

  it.each([
    [{ count: "9" }, "Shown: choose a number from 2 to 8 in steps of 2"],
    [{ count: "3" }, "Shown: choose a number from 2 to 8 in steps of 2"],
    [{ count: "" }, "Shown: choose a number"],
    [{ count: "many" }, "Shown: choose a number"],
    [{ layout: "spiral" }, "Layout: choose one of the options"],
    [{ heading: "x".repeat(501) }, "Heading: write at most 500 characters"],
  ])("refuse %j", (change, sentence) => {
    expect(() => settingsOfForm(settings, { heading: "", count: "4", layout: "grid", ...change })).toThrow(sentence);
  });

  it("fall back to the default where a newer schema allows a choice no more", () => {
    const old = { heading: "Kept", count: 5, layout: "spiral", price: false, gone: "x" };
    expect(effectiveSettings(settings, old)).toEqual({ ...DEFAULTS, heading: "Kept", price: false });
  });

  it.each([
    [{ type: "range", id: "n", label: "N", min: 2, max: 8, step: 1, default: 9 }],
    [{ type: "select", id: "s", label: "S", options: [{ value: "a", label: "A" }], default: "b" }],
    [{ type: "hologram", id: "h", label: "H" }],
  ])("may not be declared as %j", (setting) => {
    expect(settingsSchema.safeParse([setting]).success).toBe(false);
  });
});
