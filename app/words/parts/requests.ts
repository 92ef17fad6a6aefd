import { requests as en } from "../en/parts/requests";

export const REQUEST_TEXTS = { en };
