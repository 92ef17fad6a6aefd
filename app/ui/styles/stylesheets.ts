import latin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import polaris from "@shopify/polaris/build/esm/styles.css?url";
import charts from "./charts.css?url";
import fontFaces from "./fonts.css?url";
import own from "./ui.css?url";

/** The addresses of every page's styles; a later one may change what an earlier one says. */
export const stylesheets = [polaris, fontFaces, own, charts];

/** Fonts that every page needs at once, so that a browser fetches them beside the styles and not after them. */
export const fonts = [latin];
