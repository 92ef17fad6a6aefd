import { createHash } from "node:crypto";
import { z } from "zod";

/** The namespace as stored: `$app` and `$app:x` belong to the app, and so does leaving it out. */
export function resolvedNamespace(namespace: string | null | undefined, appId: number): string {
  const given = namespace ?? "$app";
  if (given === "$app") return `app--${appId}`;
  if (given.startsWith("$app:")) return `app--${appId}--${given.slice(5)}`;
  return given;
}

export function compareDigest(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

/** Of a list of references and of a list of numbers alike. */
const MAX_VALUES = 128;
const integerList = z.array(z.number().int()).max(MAX_VALUES);
const referenceList = z.array(z.string().regex(/^gid:\/\/shopify\/Product\/\d+$/)).max(MAX_VALUES);

/** What is wrong with a metafield's value; null when nothing is. */
export function valueComplaint(type: string, value: string, productExists: (gid: string) => boolean): string | null {
  switch (type) {
    case "single_line_text_field":
      return value.includes("\n") ? "Value can't contain line breaks." : null;
    case "multi_line_text_field":
      return null;
    case "boolean":
      return value === "true" || value === "false" ? null : "Value must be true or false.";
    case "number_integer":
      return /^-?\d+$/.test(value) ? null : "Value must be an integer.";
    case "number_decimal":
      return /^-?\d+(\.\d+)?$/.test(value) ? null : "Value must be a decimal.";
    case "json":
      return jsonOf(value) === undefined ? "Value is invalid JSON." : null;
    case "product_reference":
      return productExists(value) ? null : `Value references non-existent resource ${value}.`;
    case "list.product_reference": {
      const parsed = referenceList.safeParse(jsonOf(value));
      if (!parsed.success) return `Value must be a JSON list of at most ${MAX_VALUES} product ids.`;
      const missing = parsed.data.find((reference) => !productExists(reference));
      return missing === undefined ? null : `Value references non-existent resource ${missing}.`;
    }
    case "list.number_integer":
      return integerList.safeParse(jsonOf(value)).success
        ? null
        : `Value must be a JSON list of at most ${MAX_VALUES} integers.`;
    default:
      return `Type ${type} is absent in the simulator.`;
  }
}

/** `undefined` when the text is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
