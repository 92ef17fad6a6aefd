import chromiumPackage from "@sparticuz/chromium";
import axe from "axe-core";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Frame,
  type Page,
} from "playwright-core";

/**
 * The package's own default arguments switch the same-origin policy off and run everything in one process:
 * tests would lie, and crash. Only names of this machine resolve, so that no test depends on the internet.
 */
const ARGUMENTS = [
  "--no-sandbox",
  "--headless=shell",
  "--font-render-hinting=none",
  "--enable-unsafe-swiftshader",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
];

/** The library preloads Shopify's script by a header the app cannot remove from its bounce page; offline it fails. */
const ALLOWED_FAILURE = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

const LAUNCH_ATTEMPTS = 5;

type Axe = typeof axe;

/** Chromium from npm, or the browser named by COMEBACK_CHROMIUM. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const installed = process.env.COMEBACK_CHROMIUM;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const executablePath = installed ?? (await chromiumPackage.executablePath());
      return await chromium.launch({ executablePath, args: [...ARGUMENTS, ...more] });
    } catch (cause) {
      // Another test process may still be unpacking the same browser.
      if (installed === undefined && attempt < LAUNCH_ATTEMPTS) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        continue;
      }
      const advice = "Name an installed Chrome or Chromium in the environment variable COMEBACK_CHROMIUM.";
      throw new Error(`The test browser${installed ? ` ${installed}` : ""} does not start. ${advice}`, { cause });
    }
  }
}

export const DESKTOP = { width: 1280, height: 800 } as const;
export const PHONE = { width: 390, height: 844 } as const;

export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page and its frames so far: exceptions, console errors, failed requests. */
  readonly errors: string[];
  close(): Promise<void>;
}

/** Headless Chromium's own name is refused as a robot, so pages meet a plain Chrome. */
export function userAgent(browser: Browser): string {
  const version = browser.version().split(".")[0];
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
}

/** A fresh browser profile with one page. */
export async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({
    viewport: DESKTOP,
    locale: "en-US",
    userAgent: userAgent(browser),
    ...options,
  });
  const page = await context.newPage();
  return { context, page, errors: collectErrors(page), close: () => context.close() };
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() !== "error" || message.location().url.startsWith(ALLOWED_FAILURE)) return;
    errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

/** Opens a page of the app inside the simulated admin and answers its frame once the app's own content is there. */
export async function openApp(page: Page, appAddress: string, isReady: string = "main"): Promise<Frame> {
  const response = await page.goto(appAddress);
  if (response?.ok() === false)
    throw new Error(`${appAddress} answered ${response.status()}: ${await response.text()}`);
  return appFrame(page, isReady);
}

export async function appFrame(page: Page, isReady: string = "main"): Promise<Frame> {
  const handle = await page.waitForSelector("#app-frame");
  const frame = await handle.contentFrame();
  if (frame === null) throw new Error("The admin page has no app frame.");
  await frame.waitForSelector(isReady);
  return frame;
}

/** Accessibility faults as short lines: rule, then where. Empty is what a test wants. */
export async function accessibilityFaults(target: Page | Frame): Promise<string[]> {
  await target.evaluate(axe.source);
  const results = await target.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    // Frames are asked on their own: the app's belongs to another site.
    return axe.run(document, { iframes: false, resultTypes: ["violations"] });
  });
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target: where, failureSummary }) => `${id}: ${help} at ${where.join(" ")} (${failureSummary ?? ""})`),
  );
}

/** Zero when nothing sticks out at the side. */
export function sidewaysOverflow(target: Page | Frame): Promise<number> {
  return target.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** Saves a picture in the folder named by COMEBACK_SCREENSHOTS, and nothing when it is not set. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.COMEBACK_SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
