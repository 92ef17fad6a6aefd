import { afterAll, beforeAll, expect, it } from "vitest";
import { sumOfSquares } from "~/adapters/db/sql/sum-of-squares";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("sums squares exactly on both sides of what eight bytes hold", async () => {
  const values = [0n, -7n, 3_000_000_000n, -3_000_000_001n, 9_000_000_000_000n];
  const { rows } = await database.db.pool.query<{ sum: string; none: string }>(
    `SELECT ${sumOfSquares("v")}::text AS sum, (SELECT ${sumOfSquares("v")}::text FROM unnest($1::bigint[]) v WHERE false)
       AS none
     FROM unnest($1::bigint[]) v`,
    [values.map(String)],
  );
  const sum = values.reduce((total, value) => total + value * value, 0n);
  expect(rows).toEqual([{ sum: String(sum), none: "0" }]);
});
