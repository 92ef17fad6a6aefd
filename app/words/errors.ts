import { errors as en } from "./en/errors";

export const ERROR_TEXTS = { en };
