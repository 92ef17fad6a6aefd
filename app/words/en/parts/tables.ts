/** What stands in and around tables and lists. */
export const tables = {
  download: "Download CSV",
  downloadOf: "Download CSV: {caption}",
  notCreated: "The file could not be created. Nothing is lost: try again.",
  notArrived: "The file did not arrive. Check the connection and try again.",
  withoutScript: "Downloads need JavaScript: Shopify signs them in the browser.",
  sorted: ", sorted {direction, select, ascending {ascending} other {descending}}",
  tooLittleData: "{shown} (too little data)",
  scroll: "{shown} rows: scroll the table to see all.",
  notOver: "Not over yet",
  erased: "Erased",
  previous: "Previous page",
  next: "Next page",
  page: "Page {page} of {pages}",
  countedPage: "{counted}, page {page} of {pages}",
} as const;
