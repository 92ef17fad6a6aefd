import type { Page } from "playwright-core";

/** Buys one piece of the first product on the front page, as a new customer, without an account. */
export async function buySomething(page: Page, storefrontUrl: string, email: string): Promise<void> {
  await page.goto(storefrontUrl);
  await page.locator(".card a").first().click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.goto(new URL("/cart", storefrontUrl).href);
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("heading", { name: "Thank you" }).waitFor();
}
