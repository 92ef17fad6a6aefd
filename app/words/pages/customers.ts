import { customers as en } from "../en/pages/customers";

export const CUSTOMER_TEXTS = { en };
