import { describe, it } from "vitest";
import { ROOMS } from "./expected-rooms";
import { expectAllowed, expectRefused, importsOf } from "./probes";

interface Packages {
  readonly names: readonly string[];
  /** The rooms that may import them; `domain` imports no package at all. */
  readonly rooms: readonly string[];
  readonly sentence: string;
}

/** Adapters are probed from `adapters/db`. */
const PACKAGES: readonly Packages[] = [
  {
    names: ["pg", "pg/lib/client", "pg-copy-streams", "@prisma/client", "@prisma/adapter-pg", "node:sqlite"],
    rooms: ["adapters"],
    sentence: "Only adapters/db knows PostgreSQL's driver and Prisma: call a function of it, or write one there.",
  },
  {
    names: ["pg-boss"],
    rooms: [],
    sentence: "Only adapters/jobs knows pg-boss: put a job on the queue of the context.",
  },
  {
    names: ["@shopify/polaris", "@shopify/polaris/build/esm/styles.css?url", "@shopify/polaris-icons"],
    rooms: ["ui"],
    sentence: "Only ui imports Polaris: take the component from ~/ui/polaris.",
  },
  {
    names: ["use-intl", "use-intl/core"],
    rooms: ["words"],
    sentence: "Only words knows how a message is said: take wordsOf from ~/words/words.",
  },
  {
    names: ["@remix-run/node", "@remix-run/react", "react-router-dom/server"],
    rooms: ["features", "requests", "web", "root", "routes", "commands"],
    sentence: "Remix lives in routes, requests and the pages of features: take what it gives as an argument or a prop.",
  },
  {
    names: ["@shopify/shopify-app-remix/server", "@shopify/shopify-api"],
    rooms: ["requests", "root", "routes"],
    sentence: "Shopify's library lives in requests and adapters/shopify: call Shopify through the context.",
  },
  {
    names: ["process", "node:process"],
    rooms: [],
    sentence: "Settings come from ~/process/env.server, the only reader of the environment.",
  },
  {
    names: ["child_process", "node:child_process", "net", "node:net", "http", "node:https"],
    rooms: ["adapters", "embedded-postgres", "web", "commands"],
    sentence: "Whatever talks to something else lives in adapters: call a function of them.",
  },
  {
    names: ["fs", "node:fs", "fs/promises", "crypto", "node:path"],
    rooms: Object.keys(ROOMS).filter((room) => room !== "ui" && room !== "words"),
    sentence:
      "ui and words run in the browser: what needs Node lives in the server modules of features and in adapters.",
  },
];

describe("packages", () => {
  const cases = PACKAGES.flatMap((group) => group.names.map((name) => ({ ...group, name })));

  it.each(cases)("$name is imported by $rooms only", async ({ name, rooms, sentence }) => {
    const probes = importsOf(name);
    for (const [room, { file }] of Object.entries(ROOMS)) {
      if (room === "domain") await expectRefused(file, probes, ROOMS.domain!.sentence);
      else if (rooms.includes(room)) await expectAllowed(file, probes);
      else await expectRefused(file, probes, sentence);
    }
  });

  it("leaves pg-boss to adapters/jobs and Shopify's library to adapters/shopify", async () => {
    await expectAllowed("app/adapters/jobs/probe.server.ts", importsOf("pg-boss"));
    await expectAllowed("app/adapters/shopify/connect/probe.server.ts", importsOf("@shopify/shopify-api"));
  });

  it.each(["react", "zod", "d3-scale", "lodash", "@shopify/app-bridge-react"])(
    "%s is nothing for domain",
    async (name) => {
      await expectRefused("app/domain/probe.ts", importsOf(name), ROOMS.domain!.sentence);
      await expectAllowed("app/features/page/probe.tsx", importsOf(name));
    },
  );
});
