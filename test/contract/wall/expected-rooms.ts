interface Room {
  /** A file of it. */
  readonly file: string;
  readonly imports: readonly string[];
  /** The right place for what it may not import. */
  readonly sentence: string;
}

/** Who may import whom, and the sentence that refuses the rest: what lint/rooms.js must hold. */
export const ROOMS: Readonly<Record<string, Room>> = {
  words: {
    file: "app/words/probe.ts",
    imports: [],
    sentence:
      "words holds what the app says and how a message is said: what chooses a message lives where it is shown.",
  },
  domain: {
    file: "app/domain/orders/probe.ts",
    imports: ["words"],
    sentence: "domain is pure: take data as arguments; what fetches lives in features and adapters, what shows in ui.",
  },
  ui: {
    file: "app/ui/charts/probe.tsx",
    imports: ["words", "domain"],
    sentence: "ui takes plain props: what knows the app's data and addresses lives in features.",
  },
  process: {
    file: "app/process/probe.ts",
    imports: [],
    sentence:
      "process holds settings and log, which everything stands on: what needs more lives in context or runtime.",
  },
  adapters: {
    file: "app/adapters/db/totals/probe.server.ts",
    imports: ["domain", "process", "types"],
    sentence: "adapters translate for features: what decides lives in domain, what combines adapters in features.",
  },
  "embedded-postgres": {
    file: "app/embedded-postgres/probe.server.ts",
    imports: ["process", "adapters"],
    sentence: "embedded-postgres only provides a database: what uses one lives in adapters/db and above.",
  },
  context: {
    file: "app/context/probe.server.ts",
    imports: ["domain", "process", "adapters", "embedded-postgres"],
    sentence: "context opens what features work with: the work itself lives in features, start-up in runtime.",
  },
  features: {
    file: "app/features/customers/probe.tsx",
    imports: ["words", "domain", "ui", "process", "adapters", "context"],
    sentence: "features stand on domain, ui, adapters and context: requests, routes and start-up call them.",
  },
  requests: {
    file: "app/requests/probe.server.ts",
    imports: ["words", "process", "adapters", "context", "features"],
    sentence: "requests opens a request for its route: what it shows lives in features, what it answers in routes.",
  },
  runtime: {
    file: "app/runtime/probe.server.ts",
    imports: ["domain", "process", "adapters", "context", "features"],
    sentence: "runtime schedules what features do: what web alone needs lives in requests and web.",
  },
  web: {
    file: "app/web/probe.ts",
    imports: ["process", "adapters"],
    sentence: "web serves the build: what a request means lives in requests, routes and features.",
  },
  root: {
    file: "app/probe.tsx",
    imports: ["words", "process", "context", "ui"],
    sentence: "root frames every page: what a page holds lives in features and its route.",
  },
  routes: {
    file: "app/routes/app.probe.tsx",
    imports: ["words", "ui", "features", "requests"],
    sentence: "routes call one function of features: only features reach domain, database, Shopify and jobs.",
  },
  commands: {
    file: "app/commands/probe.ts",
    imports: ["domain", "process", "adapters", "embedded-postgres", "context", "features", "runtime", "web"],
    sentence: "commands are command lines over features and runtime: pages live in routes and ui.",
  },
};

/** A file of each room to import, and of the one room that lint does not read. */
export const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(ROOMS).map(([room, { file }]) => [room, file.replace("probe", "other")])),
  types: "app/types/admin.types",
};
