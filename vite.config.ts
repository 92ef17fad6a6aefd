import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/*.test.{ts,tsx}"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        // Few routes, and lazy discovery needs sessionStorage, which browsers may block in a frame.
        v3_lazyRouteDiscovery: false,
      },
    }),
  ],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  build: {
    assetsInlineLimit: 0,
    // Shopify's admin asks for newer browsers than these, which are the first to wait for a module in a module.
    target: ["chrome107", "edge107", "firefox104", "safari16"],
  },
  server: { allowedHosts: true },
  optimizeDeps: {
    // A package found late makes Vite reload in the middle of hydration, which breaks the framed page.
    include: [
      "@remix-run/node",
      "@remix-run/react",
      "@shopify/app-bridge-react",
      "@shopify/polaris",
      "@shopify/shopify-app-remix/adapters/node",
      "@shopify/shopify-app-remix/react",
      "@shopify/shopify-app-remix/server",
      "pg",
      "pg-boss",
      "pino",
      "react-dom/client",
      "zod",
    ],
  },
});
