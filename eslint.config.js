import js from "@eslint/js";
import i18next from "eslint-plugin-i18next";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { wall } from "./lint/wall.js";

const ONE_READER = "Only process/env.server reads the environment: add the setting to its schema.";
const NO_CLOCK = "domain reads no clock: take the time as an argument.";
const NO_CHANCE = "domain draws no numbers of its own: take a generator (domain/numeric/random) as an argument.";
const ONLY_KEYS = "domain names messages by their keys: import types of words alone, and make text where it is shown.";
const NO_SURROUNDINGS = "domain knows nothing of what it runs in: take what it needs as an argument.";

/** What a program finds around itself: Node, a browser, other machines, time that passes. */
const SURROUNDINGS = `
  process global globalThis Buffer Worker setTimeout setInterval setImmediate queueMicrotask
  self window document navigator location localStorage sessionStorage indexedDB
  fetch WebSocket EventSource XMLHttpRequest
`
  .trim()
  .split(/\s+/);

const TO_WORDS = "What a merchant reads stands in app/words: say it by its key.";

/** Rooms whose text stands in app/words. */
const CONVERTED = [
  "app/routes",
  "app/ui",
  ...[
    "abandonment",
    "customers",
    "definitions",
    "explain",
    "files",
    "forecast",
    "goals",
    "installation",
    "measurement",
    "orders",
    "overview",
    "page",
    "recommendations",
    "reconciliation",
    "settings",
    "totals",
  ].map((feature) => `app/features/${feature}`),
];

/** Two words side by side, or one that begins a sentence: what else there is are keys, classes and formats. */
const NOT_PROSE = /^(?![\s\S]*[A-Za-z]{2,},? [A-Za-z])(?!\s*[A-Z][a-z]+\.?\s*$)/;

const LITERALS = {
  mode: "all",
  message: TO_WORDS,
  "should-validate-template": true,
  words: { exclude: [NOT_PROSE] },
  callees: { exclude: ["RangeError", "Error", "TypeError", "query", "log.*"] },
  "object-properties": { exclude: ["skipped"] },
};

const TEXT_IN_CAPITALS =
  "VariableDeclarator[id.name=/^[A-Z][A-Z_]+$/] Literal[value=/[A-Za-z]{2,} [A-Za-z]|^[A-Z][a-z]+$/]";

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
      "test/simulator/theme/assets/",
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
  {
    files: ["app/**", "test/simulator/**"],
    plugins: { comeback: { rules: { wall } } },
    rules: { "comeback/wall": "error" },
  },
  {
    files: [
      "app/domain/metrics/**/*.ts",
      "app/domain/goals/**/*.ts",
      "app/domain/reconciliation/**/*.ts",
      "app/requests/*.ts",
      ...CONVERTED.map((room) => `${room}/**/*.{ts,tsx}`),
    ],
    ignores: ["**/*.test.{ts,tsx}", "app/requests/webhook.server.ts"],
    plugins: { i18next },
    rules: {
      "i18next/no-literal-string": ["error", LITERALS],
    },
  },
  {
    // The plugin takes what is named in capitals for settings.
    files: CONVERTED.map((room) => `${room}/**/*.{ts,tsx}`),
    ignores: ["**/*.test.{ts,tsx}"],
    rules: { "no-restricted-syntax": ["error", { selector: TEXT_IN_CAPITALS, message: TO_WORDS }] },
  },
  {
    files: ["app/**"],
    ignores: ["app/**/*.test.{ts,tsx}", "app/process/env.server.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: ONE_READER },
        { object: "globalThis", property: "process", message: ONE_READER },
      ],
    },
  },
  {
    files: ["app/domain/**"],
    ignores: ["app/domain/**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: [{ group: ["**/words/**"], message: ONLY_KEYS, allowTypeImports: true }] },
      ],
      "no-restricted-globals": [
        "error",
        { name: "performance", message: NO_CLOCK },
        { name: "Temporal", message: NO_CLOCK },
        { name: "crypto", message: NO_CHANCE },
        ...SURROUNDINGS.map((name) => ({ name, message: NO_SURROUNDINGS })),
      ],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: NO_CLOCK },
        { object: "Math", property: "random", message: NO_CHANCE },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: NO_CLOCK },
        { selector: "CallExpression[callee.name='Date']", message: NO_CLOCK },
        { selector: "MetaProperty", message: NO_SURROUNDINGS },
      ],
    },
  },
);
