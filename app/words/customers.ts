import { customers as en } from "./en/customers";

export const CUSTOMER_TEXTS = { en };
