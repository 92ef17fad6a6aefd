import { checkoutVisits as en } from "../en/pages/checkout-visits";

export const CHECKOUT_VISIT_TEXTS = { en };
