/**
 * The rooms of `app/`, from the ground up, and whom each may import. A room that holds others lists them in `inside`,
 * from the ground up too: each of them may import those before it, and all of them the files that lie in no inner room.
 * So no import runs upwards, and there is no circle.
 *
 * `otherwise` is what a refused import reads: it names the right place.
 */
export const rooms = [
  {
    name: "words",
    imports: [],
    otherwise:
      "words holds what the app says and how a message is said: what chooses a message lives where it is shown.",
  },
  {
    name: "domain",
    inside: [
      "numeric",
      "time",
      "measurement",
      "orders",
      "groups",
      "clv",
      {
        name: "metrics",
        inside: [
          "confidence",
          "history",
          "cohorts",
          "customers",
          "totals",
          "records",
          "catalogue",
          "explain",
          "splits",
          "without-source",
        ],
      },
      "goals",
      { name: "recommendations", inside: ["engines", "held-out", "blend", "cart", "lists", "showing", "lift"] },
      "reconciliation",
    ],
    imports: ["words"],
    packages: "none",
    otherwise: "domain is pure: take data as arguments; what fetches lives in features and adapters, what shows in ui.",
  },
  { name: "types", imports: [] },
  {
    name: "ui",
    inside: ["format", "navigation", "frame", "forms", "tables", "charts", "cards", "styles"],
    imports: ["words", "domain"],
    otherwise: "ui takes plain props: what knows the app's data and addresses lives in features.",
  },
  {
    name: "process",
    imports: [],
    otherwise:
      "process holds settings and log, which everything stands on: what needs more lives in context or runtime.",
  },
  {
    name: "adapters",
    inside: [
      {
        name: "db",
        inside: [
          "connect",
          "sql",
          "shop",
          "staging",
          "inbox",
          "measurement",
          "forecast",
          "ledger",
          "recommendations",
          "facts",
          "totals",
        ],
      },
      "jobs",
      "shopify",
      "migrations",
    ],
    imports: ["domain", "types", "process"],
    otherwise: "adapters translate for features: what decides lives in domain, what combines adapters in features.",
  },
  {
    name: "embedded-postgres",
    imports: ["process", "adapters"],
    otherwise: "embedded-postgres only provides a database: what uses one lives in adapters/db and above.",
  },
  {
    name: "context",
    imports: ["domain", "process", "adapters", "embedded-postgres"],
    otherwise: "context opens what features work with: the work itself lives in features, start-up in runtime.",
  },
  {
    name: "features",
    inside: [
      "totals",
      "definitions",
      "evaluation",
      "installation",
      { name: "page", inside: ["range", "cards", "notices", "frame", "live", "files"] },
      "measurement",
      "forecast",
      "goals",
      "abandonment",
      "conversion",
      { name: "recommendations", inside: ["ranking", "experiment", "publishing", "wishes", "product"] },
      "explain",
      "overview",
      "orders",
      "customers",
      "ingest",
      "report",
      "reconciliation",
      "settings",
      "files",
    ],
    imports: ["words", "domain", "ui", "process", "adapters", "context"],
    otherwise: "features stand on domain, ui, adapters and context: requests, routes and start-up call them.",
  },
  {
    name: "requests",
    imports: ["words", "process", "adapters", "context", "features"],
    otherwise: "requests opens a request for its route: what it shows lives in features, what it answers in routes.",
  },
  {
    name: "runtime",
    imports: ["domain", "process", "adapters", "context", "features"],
    otherwise: "runtime schedules what features do: what web alone needs lives in requests and web.",
  },
  {
    name: "web",
    imports: ["process", "adapters"],
    otherwise: "web serves the build: what a request means lives in requests, routes and features.",
  },
  {
    name: "root",
    imports: ["words", "process", "context", "ui"],
    otherwise: "root frames every page: what a page holds lives in features and its route.",
  },
  {
    name: "routes",
    imports: ["words", "ui", "features", "requests"],
    otherwise: "routes call one function of features: only features reach domain, database, Shopify and jobs.",
  },
  {
    name: "commands",
    imports: ["domain", "process", "adapters", "embedded-postgres", "context", "features", "runtime", "web"],
    otherwise: "commands are command lines over features and runtime: pages live in routes and ui.",
  },
];

/** What only some rooms may import; the first line that fits a package counts. `node:` stands for bare names too. */
export const packages = [
  {
    names: ["pg-boss"],
    rooms: ["adapters/jobs"],
    otherwise: "Only adapters/jobs knows pg-boss: put a job on the queue of the context.",
  },
  {
    names: ["pg", "pg-*", "@prisma/*", "prisma", ".prisma/*", "node:sqlite"],
    rooms: ["adapters/db"],
    otherwise: "Only adapters/db knows PostgreSQL's driver and Prisma: call a function of it, or write one there.",
  },
  {
    names: ["@shopify/polaris", "@shopify/polaris-*"],
    rooms: ["ui"],
    otherwise: "Only ui imports Polaris: take the component from ~/ui/polaris.",
  },
  {
    names: ["use-intl"],
    rooms: ["words"],
    otherwise: "Only words knows how a message is said: take wordsOf from ~/words/words.",
  },
  {
    names: ["@remix-run/*", "react-router", "react-router-dom"],
    rooms: ["features", "requests", "web", "root", "routes", "commands"],
    otherwise:
      "Remix lives in routes, requests and the pages of features: take what it gives as an argument or a prop.",
  },
  {
    names: ["@shopify/shopify-app-*", "@shopify/shopify-api"],
    rooms: ["adapters/shopify", "requests", "root", "routes"],
    otherwise: "Shopify's library lives in requests and adapters/shopify: call Shopify through the context.",
  },
  {
    names: ["node:process"],
    rooms: [],
    otherwise: "Settings come from ~/process/env.server, the only reader of the environment.",
  },
  {
    names: [
      "node:child_process",
      "node:cluster",
      "node:dgram",
      "node:http",
      "node:http2",
      "node:https",
      "node:net",
      "node:tls",
    ],
    rooms: ["adapters", "embedded-postgres", "web", "commands"],
    otherwise: "Whatever talks to something else lives in adapters: call a function of them.",
  },
  {
    names: ["node:*"],
    rooms: rooms.map(({ name }) => name).filter((name) => name !== "ui" && name !== "words"),
    otherwise:
      "ui and words run in the browser: what needs Node lives in the server modules of features and in adapters.",
  },
];
