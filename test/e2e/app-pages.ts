import type { Frame } from "playwright-core";

export const OVERVIEW = ".cb-metric--large";

/** A number as the overview shows it, by the name of its card. */
export async function cardValue(frame: Frame, label: string): Promise<string> {
  const text = await frame.locator(`section[aria-label="${label}"] .cb-metric__value`).textContent();
  return text?.trim() ?? "";
}

/** The digits of a count, whatever separates them. */
export const countIn = (text: string): number => Number(text.replace(/\D/g, ""));
