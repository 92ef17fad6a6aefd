import type { Page } from "playwright-core";

/**
 * Buys one piece of the first product on the front page, as a new customer, without an account. A calm shopper stays on
 * each page until it is done with what it does by itself.
 */
export async function buySomething(
  page: Page,
  storefrontUrl: string,
  email: string,
  { isCalm = false } = {},
): Promise<void> {
  const look = () => page.waitForLoadState(isCalm ? "networkidle" : "load");
  await page.goto(storefrontUrl);
  await look();
  await page.locator(".card a").first().click();
  await look();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await look();
  await page.goto(new URL("/cart", storefrontUrl).href);
  await look();
  await page.getByRole("button", { name: "Check out" }).click();
  await look();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await look();
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("heading", { name: "Thank you" }).waitFor();
  await look();
}
