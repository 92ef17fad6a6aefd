/** The file name of the block in the theme extension. */
const BLOCK_HANDLE = "recommendations";

/** The theme editor on a product page, with the recommendation block added in a section of its own. */
export function themeEditorUrl(shopDomain: string, apiKey: string): string {
  const params = new URLSearchParams({
    template: "product",
    addAppBlockId: `${apiKey}/${BLOCK_HANDLE}`,
    target: "newAppsSection",
  });
  return `https://${shopDomain}/admin/themes/current/editor?${params}`;
}
