import { orders as en } from "./en/orders";

export const ORDER_TEXTS = { en };
