import { afterAll, beforeAll, beforeEach } from "vitest";
import { openStorefront, type Storefront } from "./open-storefront";

/** The online store of a fresh shop for each test, with the real blocks in it. */
export function testStorefront(): Storefront {
  const storefront = openStorefront();
  beforeAll(() => storefront.start());
  afterAll(() => storefront.close());
  beforeEach(() => storefront.sellIn("EUR"));
  return storefront;
}
