import { errors as en } from "../en/parts/errors";

export const ERROR_TEXTS = { en };
