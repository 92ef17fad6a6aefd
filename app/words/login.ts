import { login as en } from "./en/login";

export const LOGIN_TEXTS = { en };
