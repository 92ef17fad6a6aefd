import { appContext } from "~/context/context.server";
import { forYouDesk } from "~/features/recommendations/for-you-desk.server";
import { env } from "~/process/env.server";

/** Answers what a storefront asks through the app proxy. */
export const answerForYou = forYouDesk(appContext, () => {
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS } = env();
  return [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS].filter((secret) => secret !== undefined);
});
