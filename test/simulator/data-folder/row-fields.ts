import { z } from "zod";
import { epochMs } from "../time/time-text";

export const id = z
  .number("must be a positive integer")
  .int("must be a positive integer")
  .positive("must be a positive integer");

export const moment = z.string('must be a moment such as "2026-02-01T03:30:00Z"').transform((text, context) => {
  try {
    return epochMs(text);
  } catch (error) {
    context.addIssue({ code: "custom", message: `is wrong: ${(error as Error).message}` });
    return z.NEVER;
  }
});
