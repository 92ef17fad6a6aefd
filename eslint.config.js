import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Refuses imports that match `group` and says where the code belongs instead. */
const forbid = (...patterns) => ({
  "no-restricted-imports": ["error", { patterns: patterns.map(([group, message]) => ({ group, message })) }],
});

const noTest = [
  ["**/test/**"],
  "The app must not know the simulator or any test: it reaches them by URL and credentials.",
];

const noRoutes = [["~/routes/**"], "features know no routes."];

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      "build/",
      ".comeback/",
      "coverage/",
      "app/types/",
      "test/simulator/schema/",
      "extensions/*/assets/",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description" }],
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        globalThis: "readonly",
        Request: "readonly",
        Headers: "readonly",
        setTimeout: "readonly",
      },
    },
  },
  { files: ["setup.mjs", "app/commands/**", "test/**/commands/**", "test/bench/**"], rules: { "no-console": "off" } },
  { files: ["app/**/*.tsx"], plugins: { "react-hooks": reactHooks }, rules: reactHooks.configs.recommended.rules },
  { files: ["app/**"], ignores: ["app/**/*.test.{ts,tsx}"], rules: forbid(noTest) },
  {
    files: ["app/domain/**"],
    ignores: ["app/domain/**/*.test.ts"],
    rules: {
      ...forbid(noTest, [
        [
          "~/adapters/*",
          "~/adapters/**",
          "~/features/**",
          "~/routes/**",
          "~/ui/**",
          "~/*.server",
          "node:*",
          "react",
          "@remix-run/*",
          "@shopify/*",
          "@prisma/*",
          "pg",
          "pg-*",
        ],
        "domain is pure: take clock, randomness and data as arguments and leave I/O to features and adapters.",
      ]),
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Pass a seeded generator." },
        { object: "Date", property: "now", message: "Pass the time as an argument." },
      ],
    },
  },
  {
    files: ["app/adapters/**"],
    rules: forbid(noTest, [
      ["~/features/**", "~/routes/**", "~/ui/**"],
      "adapters translate for features; they do not call them.",
    ]),
  },
  {
    files: ["app/features/**"],
    ignores: ["app/features/**/*.test.{ts,tsx}"],
    rules: forbid(noTest, noRoutes),
  },
  { files: ["app/features/**/*.test.{ts,tsx}"], rules: forbid(noRoutes) },
  {
    files: ["app/ui/**"],
    rules: forbid(noTest, [
      ["~/features/**", "~/adapters/**", "~/routes/**", "~/*.server"],
      "ui takes plain props: only domain types and formatters.",
    ]),
  },
  {
    files: ["app/routes/**"],
    rules: forbid(noTest, [
      ["~/adapters/**", "@prisma/*", "pg", "pg-boss"],
      "routes call features; only features reach the database, Shopify and jobs.",
    ]),
  },
  {
    files: ["test/simulator/**"],
    ignores: ["test/simulator/commands/**"],
    rules: forbid([
      ["~/adapters/**", "~/features/**", "~/domain/**", "~/ui/**", "~/routes/**"],
      "The simulator stands for Shopify: it shares no code with the app, at most its generated API types.",
    ]),
  },
);
