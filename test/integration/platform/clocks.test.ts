import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkClock } from "~/context/context.server";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The database with a clock that lies so far ahead of this machine's. */
function ahead(minutes: number): string {
  const url = new URL(database.appUrl);
  url.searchParams.set("options", `-c app.clock_ahead=${minutes}min`);
  return url.href;
}

describe("the clocks of app and database", () => {
  it("may lie an hour apart, either way", async () => {
    for (const minutes of [0, 59, -59]) await expect(checkClock(ahead(minutes))).resolves.toBeUndefined();
  });
  it("keep the app from starting when they lie further apart", async () => {
    const refusal = "The clocks of this machine and of the database lie 62 minutes apart; set both right.";
    for (const minutes of [62, -62]) await expect(checkClock(ahead(minutes))).rejects.toThrow(refusal);
  });
});
