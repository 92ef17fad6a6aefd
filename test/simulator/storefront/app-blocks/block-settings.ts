import { z } from "zod";

// A block's settings as its schema declares them, for the kinds an editor of plain fields can show.

const common = { id: z.string().regex(/^\w+$/), label: z.string(), info: z.string().optional() };
const settingSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), ...common, default: z.string().optional() }),
  z.object({ type: z.literal("checkbox"), ...common, default: z.boolean().default(false) }),
  z
    .object({
      type: z.literal("range"),
      ...common,
      min: z.number(),
      max: z.number(),
      step: z.number().positive(),
      unit: z.string().optional(),
      default: z.number(),
    })
    .refine((range) => range.min < range.max && isOnStep(range, range.default), "default must be a step of the range"),
  z
    .object({
      type: z.literal("select"),
      ...common,
      options: z.array(z.object({ value: z.string(), label: z.string() })).min(1),
      default: z.string().optional(),
    })
    .refine(({ options, default: chosen }) => chosen === undefined || options.some(({ value }) => value === chosen), {
      message: "default must be one of the options",
    }),
]);

/** Rows of a schema that hold no value. */
const captionSchema = z.object({ type: z.enum(["header", "paragraph"]), content: z.string() });

export const settingsSchema = z
  .array(z.union([captionSchema, settingSchema]))
  .default([])
  .transform((rows) => rows.filter((row): row is BlockSetting => row.type !== "header" && row.type !== "paragraph"));

export type BlockSetting = z.infer<typeof settingSchema>;
export type SettingValue = string | number | boolean;
/** By the setting's id. */
export type SettingValues = Readonly<Record<string, SettingValue>>;

const MAX_TEXT = 500;

/** What a block renders with: what the merchant chose where the schema still allows it, else the default. */
export function effectiveSettings(settings: readonly BlockSetting[], chosen: SettingValues): SettingValues {
  return Object.fromEntries(
    settings.map((setting) => {
      const value = chosen[setting.id];
      return [setting.id, value !== undefined && complaint(setting, value) === null ? value : defaultOf(setting)];
    }),
  );
}

/**
 * Reads an editor's form: every setting by its id, a checkbox that is off left out.
 *
 * @throws {RangeError} that says which value is not allowed, and what is.
 */
export function settingsOfForm(
  settings: readonly BlockSetting[],
  form: Readonly<Record<string, unknown>>,
): SettingValues {
  return Object.fromEntries(
    settings.map((setting) => {
      const value = valueOfField(setting, form[setting.id]);
      const problem = complaint(setting, value);
      if (problem !== null) throw new RangeError(`${setting.label}: ${problem}`);
      return [setting.id, value];
    }),
  );
}

function valueOfField(setting: BlockSetting, field: unknown): SettingValue {
  const text = typeof field === "string" ? field : "";
  if (setting.type === "checkbox") return text !== "";
  return setting.type === "range" ? Number(text === "" ? NaN : text) : text.trim();
}

/** What is wrong with a value; null when nothing is. */
function complaint(setting: BlockSetting, value: SettingValue): string | null {
  switch (setting.type) {
    case "text":
      return typeof value === "string" && value.length <= MAX_TEXT ? null : `write at most ${MAX_TEXT} characters`;
    case "checkbox":
      return typeof value === "boolean" ? null : "tick it or not";
    case "range": {
      const { min, max, step } = setting;
      return typeof value === "number" && isOnStep(setting, value)
        ? null
        : `choose a number from ${min} to ${max} in steps of ${step}`;
    }
    case "select":
      return setting.options.some((option) => option.value === value) ? null : "choose one of the options";
  }
}

function defaultOf(setting: BlockSetting): SettingValue {
  if (setting.type === "text") return setting.default ?? "";
  if (setting.type === "select") return setting.default ?? setting.options[0]!.value;
  return setting.default;
}

function isOnStep({ min, max, step }: { min: number; max: number; step: number }, value: number): boolean {
  const steps = (value - min) / step;
  return value >= min && value <= max && Math.abs(steps - Math.round(steps)) < 1e-9;
}
