import { orders as en } from "../en/pages/orders";

export const ORDER_TEXTS = { en };
