import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/purchase.thank-you.block.render";
import { showRecommendations } from "./show-recommendations";

declare const shopify: Api;

export default async () => showRecommendations(shopify, "thank_you");
