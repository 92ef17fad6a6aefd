import { describe, it } from "vitest";
import { FILES, ROOMS } from "./expected-rooms";
import { expectAllowed, expectRefused, importsOf, importsOfFile } from "./probes";

const pairs = Object.entries(ROOMS).flatMap(([from, room]) =>
  Object.entries(FILES)
    .filter(([to]) => to !== from)
    .map(([to, file]) => ({ from, to, file, room, isAllowed: room.imports.includes(to) })),
);

describe("the rooms of the app", () => {
  it.each(pairs.filter(({ isAllowed }) => !isAllowed))("$from does not import $to", async ({ room, file }) => {
    await expectRefused(room.file, importsOfFile(room.file, file), room.sentence);
  });

  it.each(pairs.filter(({ isAllowed }) => isAllowed))("$from may import $to", async ({ room, file }) => {
    await expectAllowed(room.file, importsOfFile(room.file, file));
  });

  it.each([
    ["domain/orders", "domain/clv"],
    ["domain/metrics", "domain/goals"],
    ["domain/metrics/history", "domain/metrics/totals"],
    ["domain/metrics/totals", "domain/metrics/records"],
    ["domain/metrics/records", "domain/metrics/catalogue"],
    ["domain/metrics/catalogue", "domain/metrics/explain"],
    ["adapters/db/sql", "adapters/db/ledger"],
    ["adapters/db/ledger", "adapters/db/facts"],
    ["adapters/db/facts", "adapters/db/totals"],
    ["adapters/db", "adapters/jobs"],
    ["adapters/db", "adapters/shopify"],
    ["adapters/shopify", "adapters/migrations"],
    ["ui/format", "ui/tables"],
    ["ui/tables", "ui/cards"],
    ["features/page/range", "features/page/frame"],
    ["features/installation", "features/page"],
    ["features/page", "features/overview"],
    ["features/page", "features/customers"],
    ["features/forecast", "features/customers"],
    ["features/orders", "features/customers"],
    ["features/ingest", "features/settings"],
    ["features/settings", "features/files"],
  ])("%s stands below %s", async (lower, upper) => {
    const [below, above] = [`app/${lower}/probe.ts`, `app/${upper}/probe.ts`];
    const sentence = `${lower} stands below ${upper}: move what both need into ${lower} or further down.`;
    await expectRefused(below, importsOfFile(below, above), sentence);
    await expectAllowed(above, importsOfFile(above, below));
  });

  it("lets a room import itself", async () => {
    for (const { file } of Object.values(ROOMS))
      await expectAllowed(file, importsOfFile(file, file.replace("probe", "other")));
  });

  it("asks for a place for every new room", async () => {
    const file = "app/features/page/probe.ts";
    for (const room of ["loyalty", "features/loyalty"]) {
      const sentence = `app/${room} has no place yet: give it one in lint/rooms.js.`;
      await expectRefused(file, importsOfFile(file, `app/${room}/loyalty.ts`), sentence);
      await expectRefused(`app/${room}/loyalty.ts`, importsOf("~/domain/money"), sentence);
    }
  });

  it("refuses an import whose module is known at run time only, but for the build that a command loads", async () => {
    const probes = [
      "export const a = (name: string) => import(name);",
      "export const b = (n: string) => import(`~/${n}`);",
    ];
    const sentence = "Name the module in the import itself: an import that cannot be read cannot be judged.";
    for (const [room, { file }] of Object.entries(ROOMS)) {
      await (room === "commands" ? expectAllowed(file, probes) : expectRefused(file, probes, sentence));
    }
  });
});

describe("what stands outside the app", () => {
  it("is no test and no simulator", async () => {
    const sentence = "The app must not know the simulator or any test: it reaches them by URL and credentials.";
    for (const { file } of Object.values(ROOMS)) {
      for (const target of ["test/support/builders", "test/simulator/server", "test/simulator/commands/demo"]) {
        await expectRefused(file, importsOfFile(file, target), sentence);
      }
    }
  });

  it("is no other folder of the project", async () => {
    const sentence = "The app stands on its own: what it needs of the project's other folders moves into app.";
    for (const { file } of Object.values(ROOMS)) {
      await expectRefused(file, importsOfFile(file, "prisma/migration-adapter"), sentence);
    }
  });

  it("is open to the tests beside the code, which keep to their room otherwise", async () => {
    const file = "app/domain/orders/probe.test.ts";
    await expectAllowed(file, importsOfFile(file, "test/support/builders"));
    await expectAllowed(file, [...importsOf("vitest"), ...importsOf("node:fs"), "export const now = Date.now();"]);
    await expectRefused(file, importsOfFile(file, "app/features/page/page-view"), ROOMS.domain!.sentence);
  });
});

describe("the simulator", () => {
  const file = "test/simulator/storefront/probe.ts";

  it.each(Object.keys(ROOMS))("shares no code with %s", async (room) => {
    const sentence =
      "The simulator stands for Shopify: it shares no code with the app, at most the API types in ~/types.";
    await expectRefused(file, importsOfFile(file, FILES[room]!), sentence);
  });

  it("may import the API's types, and what it likes of the tests and of packages", async () => {
    await expectAllowed(file, importsOfFile(file, FILES.types!));
    await expectAllowed(file, importsOfFile(file, "test/support/builders"));
    await expectAllowed(file, ["node:sqlite", "graphql", "express"].flatMap(importsOf));
  });

  it("is started beside the app by its commands", async () => {
    const command = "test/simulator/commands/probe.ts";
    await expectAllowed(command, importsOfFile(command, FILES.context!));
  });
});
