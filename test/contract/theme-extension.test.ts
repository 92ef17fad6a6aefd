import { fileURLToPath } from "node:url";
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
});
