import type { RequestHandler } from "express";
import { isShopDomain } from "~/adapters/shopify/connect/shop-domain";

/** Headers of which a request has one: with two, whoever is in front and the app might believe different ones. */
const SINGLE_HEADERS = /^(x-shopify-.*|authorization)$/;

/** Answers 400 to what no honest sender sends, before anything reads it. */
export const refuseMalformed: RequestHandler = (req, res, next) => {
  const problem = problemOf(req.originalUrl, req.hostname, req.rawHeaders);
  if (problem === null) return next();
  res.status(400).type("text").send(problem);
};

function problemOf(address: string, host: string, rawHeaders: readonly string[]): string | null {
  // Nothing the app stores or looks up can hold a NUL.
  if (address.toLowerCase().includes("%00")) return "The address holds a character that is no text.";
  if (!address.startsWith("/") || !URL.canParse(`http://${host}${address}`)) return "The address could not be read.";
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const twice = names.find((name, index) => SINGLE_HEADERS.test(name) && names.indexOf(name) < index);
  return twice === undefined ? null : `The header ${twice} was sent twice.`;
}

const SAFE_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/**
 * Answers 403 to a change that a page of another site asks for, except at `openPaths`. Only browsers say which page asks;
 * Shopify does not.
 */
export function refuseOtherOrigins(appUrl: string, openPaths: readonly string[]): RequestHandler {
  const own = new URL(appUrl).origin;
  return (req, res, next) => {
    const { origin } = req.headers;
    if (SAFE_METHODS.includes(req.method) || origin === undefined || origin === own || openPaths.includes(req.path)) {
      return next();
    }
    res.status(403).type("text").send("Changes are taken from the app's own pages only.");
  };
}

const ADMIN = "https://admin.shopify.com";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Sets what holds for every answer but the static files, whoever made it: the pages, their data, files for download, and
 * the pages that Shopify's library answers with itself. Shown in the admin of the shop the address names, and nowhere
 * else; kept by no cache; reached by TLS.
 */
export const protectAnswers: RequestHandler = (req, res, next) => {
  const shop = new URL(`http://app${req.originalUrl}`).searchParams.get("shop");
  const framedBy = shop !== null && isShopDomain(shop) ? `https://${shop} ${ADMIN}` : ADMIN;
  const { writeHead } = res;
  // At the last moment, because the answer's own headers come after this and must not loosen these.
  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    res.setHeader("Content-Security-Policy", `frame-ancestors ${framedBy};`);
    res.setHeader("Cache-Control", "no-store");
    res.setHeader("Strict-Transport-Security", `max-age=${YEAR_SECONDS}`);
    return writeHead.apply(res, args);
  }) as typeof writeHead;
  next();
};
