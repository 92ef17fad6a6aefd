import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { launchBrowser, openWindow, type Window } from "../support/browser/browser";

type OpenWindow = (options?: BrowserContextOptions) => Promise<Window>;

/** One browser for the tests of a file. Each test closes its windows again. */
export function testBrowser(): { readonly openWindow: OpenWindow } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  return {
    openWindow: async (options) => {
      if (browser === undefined) throw new Error("The browser starts before the first test.");
      return openWindow(browser, options);
    },
  };
}

/** A fresh window for each test of a file, in which no error may be left when the test ends. */
export function merchantWindow(open: OpenWindow): Pick<Window, "page" | "errors"> {
  let window: Window;
  beforeEach(async () => {
    window = await open();
  });
  afterEach(async () => {
    expect(window.errors).toEqual([]);
    await window.close();
  });
  return {
    get page() {
      return window.page;
    },
    get errors() {
      return window.errors;
    },
  };
}
