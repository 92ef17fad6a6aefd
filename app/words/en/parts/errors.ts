/** What stands in place of a page that cannot be shown, by the status of the answer. */
export const errors = {
  signIn: {
    title: "Shopify asked to sign in again",
    text: "Reload the page. If this comes back, open Comeback again from the list of apps in Shopify admin.",
  },
  noSuchPage: {
    title: "There is no such page",
    text: "The address may be misspelled or from an older version. Open Comeback from the list of apps in Shopify admin.",
  },
  forBrowsers: {
    title: "This page is for browsers",
    text: "Open Comeback from the list of apps in Shopify admin with an ordinary browser.",
  },
  later: {
    title: "This page cannot be shown right now",
    text: "Nothing is lost: changes from Shopify are kept and counted later. Reload the page in a minute.",
  },
  unexpected: {
    title: "This page could not be shown",
    text: "Something went wrong on our side. Your data is safe. Reload the page; if it fails again, try in a few minutes.",
  },
  reload: "Reload",
} as const;
