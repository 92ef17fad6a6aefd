import type { Page } from "playwright-core";

/** A stay on each page until the pixel has told the app what happened there: it ends with its page. */
export function untilTold(page: Page): () => Promise<void> {
  let told = 0;
  let left = 0;
  page.on("requestfinished", (request) => {
    if (new URL(request.url()).pathname === "/events") told += 1;
  });
  return async () => {
    while (told === left || (await page.evaluate(() => "comeback:unsent" in sessionStorage))) {
      await page.waitForTimeout(20);
    }
    left = told;
  };
}

/**
 * Buys one piece of the first product on the front page, as a new customer, without an account. `stay` is how long the
 * shopper stays on each page.
 */
export async function buySomething(
  page: Page,
  storefrontUrl: string,
  email: string,
  stay: () => Promise<unknown> = () => page.waitForLoadState(),
): Promise<void> {
  await page.goto(storefrontUrl);
  await stay();
  await page.locator(".card a").first().click();
  await stay();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await stay();
  await page.goto(new URL("/cart", storefrontUrl).href);
  await stay();
  await page.getByRole("button", { name: "Check out" }).click();
  await stay();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await stay();
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("heading", { name: "Thank you" }).waitFor();
  await stay();
}
