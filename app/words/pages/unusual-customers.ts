import { unusualCustomers as en } from "../en/pages/unusual-customers";

export const UNUSUAL_CUSTOMER_TEXTS = { en };
