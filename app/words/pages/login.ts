import { login as en } from "../en/pages/login";

export const LOGIN_TEXTS = { en };
