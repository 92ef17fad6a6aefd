/** What stands around tables and lists. */
export const tables = {
  download: "Download CSV",
  downloadOf: "Download CSV: {caption}",
  previous: "Previous page",
  next: "Next page",
  page: "Page {page} of {pages}",
  countedPage: "{counted}, page {page} of {pages}",
} as const;
