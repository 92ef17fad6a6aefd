import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { themeCheckRun } from "@shopify/theme-check-node";
import { describe, expect, it } from "vitest";

const extension = fileURLToPath(new URL("../../extensions/recommendations-theme", import.meta.url));
const config = fileURLToPath(new URL("./theme-check.yml", import.meta.url));

describe("the recommendations theme extension", () => {
  it("breaks no rule Shopify checks theme app extensions by", async () => {
    const { offenses } = await themeCheckRun(extension, config);
    expect(offenses.map(({ check, message, uri, start }) => `${check}: ${message} (${uri}:${start.index})`)).toEqual(
      [],
    );
  });

  // Shopify allows 10 kB of script and 100 kB of style a file; shoppers wait for less.
  it("has small scripts and styles", () => {
    const assets = join(extension, "assets");
    for (const file of readdirSync(assets)) {
      expect(gzipSync(readFileSync(join(assets, file))).length, file).toBeLessThan(1_500);
    }
  });
});
