import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { amountBucketSql } from "~/adapters/db/sql/amount-bucket.server";
import { withShop } from "~/adapters/db/connect/tenant.server";
import { amountBucket } from "~/domain/metrics/splits/value-distribution";
import { createTestDatabase, type TestDatabase } from "../../support/database/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("puts every amount into the same bucket in the database", async () => {
  const magnitude = fc.integer({ min: 0, max: 15 }).chain((digits) => fc.integer({ min: -1, max: 10 ** digits }));
  await fc.assert(
    fc.asyncProperty(fc.array(magnitude, { minLength: 1, maxLength: 200 }), async (amounts) => {
      const { rows } = await withShop(database.db, "1", (tx) =>
        tx.query<{ bucket: number }>(
          `SELECT (${amountBucketSql("amount")})::float8 AS bucket
           FROM unnest($1::bigint[]) WITH ORDINALITY AS given (amount, nth) ORDER BY nth`,
          [amounts],
        ),
      );
      expect(rows.map(({ bucket }) => bucket)).toEqual(amounts.map(amountBucket));
    }),
  );
});
