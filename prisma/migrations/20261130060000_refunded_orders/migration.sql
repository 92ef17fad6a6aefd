-- Orders of which merchandise came back to date, whatever it was worth. Row security would hide all rows from an owner
-- who is no superuser.
ALTER TABLE "orders" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "sales_row" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_sales_day" NO FORCE ROW LEVEL SECURITY;

ALTER TABLE "orders" ADD COLUMN "is_refunded" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "rollup_sales_day" ADD COLUMN "refunded_orders" BIGINT NOT NULL DEFAULT 0;

UPDATE "orders" o SET "is_refunded" = true
WHERE EXISTS (
  SELECT FROM "sales_row" s
  WHERE s."shop_id" = o."shop_id" AND s."order_id" = o."order_id"
    AND (s."line_type" = 'ADJUSTMENT' OR (s."line_type" = 'PRODUCT' AND s."action" = 'RETURN')));

UPDATE "rollup_sales_day" r SET "refunded_orders" = c."orders"
FROM (
  SELECT "shop_id", "day", "buyer", GROUPING("channel") = 1 AS "is_whole", COALESCE("channel", '') AS "channel",
         COALESCE("country", '') AS "country", COALESCE("discount", '') AS "discount", count(*) AS "orders"
  FROM (
    SELECT "shop_id", "day",
           CASE WHEN "purchase_number" IS NULL THEN 'other' WHEN "purchase_number" = 1 THEN 'new'
                ELSE 'returning' END AS "buyer",
           COALESCE("channel", '') AS "channel", COALESCE("country", '') AS "country",
           CASE WHEN "original_discount" > 0 THEN 'yes' ELSE 'no' END AS "discount"
    FROM "orders" WHERE "is_placed" AND "is_refunded"
  ) refunded
  GROUP BY GROUPING SETS (("shop_id", "day", "buyer"), ("shop_id", "day", "buyer", "channel", "country", "discount"))
) c
WHERE r."shop_id" = c."shop_id" AND r."day" = c."day" AND r."buyer" = c."buyer" AND r."is_whole" = c."is_whole"
  AND r."channel" = c."channel" AND r."country" = c."country" AND r."discount" = c."discount";

ALTER TABLE "orders" FORCE ROW LEVEL SECURITY;
ALTER TABLE "sales_row" FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_sales_day" FORCE ROW LEVEL SECURITY;
