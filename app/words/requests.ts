import { requests as en } from "./en/requests";

export const REQUEST_TEXTS = { en };
