import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { showRecommendations } from "./show-recommendations";

declare const shopify: Api;

export default async () => showRecommendations(shopify, "order_status");
