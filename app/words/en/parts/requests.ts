/** Why a request of a page cannot be answered. */
export const requests = {
  later: {
    database: "Comeback cannot reach its data right now. {again}",
    busy: "Comeback is still busy with earlier pages and downloads of this shop. {again}",
    shopify: "Shopify is not responding right now. {again}",
    again: "Nothing is lost: try again in a minute.",
  },
  noSuchTable: 'There is no table "{table}": ask for {tables}.',
  noSuchMetric: 'There is no metric "{key}" to download.',
  unstorable: "The address or the form contains a character that cannot be stored.",
  unstorableForm: "The form contains a character that cannot be stored.",
  unreadableForm: "The form could not be read: send its fields URL-encoded or as multipart.",
} as const;
