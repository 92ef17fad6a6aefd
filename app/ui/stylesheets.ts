import polaris from "@shopify/polaris/build/esm/styles.css?url";
import charts from "./charts/charts.css?url";
import own from "./ui.css?url";

/** The addresses of every page's styles; a later one may change what an earlier one says. */
export const stylesheets = [polaris, own, charts];
