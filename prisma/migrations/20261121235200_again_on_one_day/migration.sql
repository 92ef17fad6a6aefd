-- Purchases whose customer had bought on the same day before: of each day few, so its distinct customers of a segment
-- are its purchases less what these few count twice.
CREATE INDEX "orders_shop_id_day_customer_id_idx" ON "orders"("shop_id", "day", "customer_id")
  WHERE "previous_purchase_day" = "day";

-- What orders were discounted by, of which an average order value is explained. Row security would hide all rows from
-- an owner who is no superuser.
ALTER TABLE "orders" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_sales_day" NO FORCE ROW LEVEL SECURITY;

ALTER TABLE "rollup_sales_day" ADD COLUMN "original_discount" BIGINT NOT NULL DEFAULT 0;

UPDATE "rollup_sales_day" r SET "original_discount" = d."original_discount"
FROM (
  SELECT "shop_id", "day", GROUPING("channel") = 1 AS "is_whole", "buyer", COALESCE("channel", '') AS "channel",
         COALESCE("country", '') AS "country", COALESCE("discount", '') AS "discount",
         sum("original_discount") AS "original_discount"
  FROM (
    SELECT "shop_id", "day", "original_discount", COALESCE("channel", '') AS "channel",
           COALESCE("country", '') AS "country",
           CASE WHEN "original_discount" > 0 THEN 'yes' ELSE 'no' END AS "discount",
           CASE WHEN "purchase_number" IS NULL THEN 'other' WHEN "purchase_number" = 1 THEN 'new' ELSE 'returning' END
             AS "buyer"
    FROM "orders" WHERE "is_placed" AND "original_discount" <> 0
  ) o
  GROUP BY GROUPING SETS (("shop_id", "day", "buyer"), ("shop_id", "day", "buyer", "channel", "country", "discount"))
) d
WHERE r."shop_id" = d."shop_id" AND r."is_whole" = d."is_whole" AND r."day" = d."day" AND r."buyer" = d."buyer"
  AND r."channel" = d."channel" AND r."country" = d."country" AND r."discount" = d."discount";

ALTER TABLE "orders" FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_sales_day" FORCE ROW LEVEL SECURITY;
