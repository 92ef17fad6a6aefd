-- Customers carry what decides their segment, and the rollups hold the cells that segments are sums of. Row security
-- would hide all rows from an owner who is no superuser.
ALTER TABLE "orders" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "order_line" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "sales_row" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "customer_facts" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_sales_day" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_acquisition" NO FORCE ROW LEVEL SECURITY;

ALTER TABLE "customer_facts"
  ADD COLUMN "orders" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "order_value" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "first_channel" TEXT,
  ADD COLUMN "first_country" TEXT,
  ADD COLUMN "first_discount" TEXT,
  ADD COLUMN "first_product_id" BIGINT;

UPDATE "customer_facts" f
SET "orders" = b."orders", "order_value" = b."order_value"
FROM (
  SELECT "shop_id", "customer_id", count(*) AS "orders", sum("order_value") AS "order_value"
  FROM "orders" WHERE "is_purchase" AND "customer_id" IS NOT NULL
  GROUP BY 1, 2
) b
WHERE f."shop_id" = b."shop_id" AND f."customer_id" = b."customer_id";

UPDATE "customer_facts" f
SET "first_channel" = o."channel", "first_country" = o."country",
    "first_discount" = CASE WHEN o."original_discount" > 0 THEN 'yes' ELSE 'no' END,
    "first_product_id" = (
      SELECT l."product_id" FROM "order_line" l
      WHERE l."shop_id" = o."shop_id" AND l."order_id" = o."order_id" AND NOT l."is_gift_card"
        AND l."product_id" IS NOT NULL
      ORDER BY l."line_id" LIMIT 1)
FROM "orders" o
WHERE o."shop_id" = f."shop_id" AND o."customer_id" = f."customer_id" AND o."purchase_number" = 1;

ALTER TABLE "customer_facts" ALTER COLUMN "orders" DROP DEFAULT, ALTER COLUMN "order_value" DROP DEFAULT;

CREATE INDEX "customer_facts_shop_id_first_product_id_idx" ON "customer_facts"("shop_id", "first_product_id");

ALTER TABLE "rollup_sales_day"
  ADD COLUMN "is_whole" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "channel" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "country" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "discount" TEXT NOT NULL DEFAULT '',
  DROP CONSTRAINT "rollup_sales_day_pkey",
  ADD CONSTRAINT "rollup_sales_day_pkey"
    PRIMARY KEY ("shop_id", "is_whole", "day", "buyer", "channel", "country", "discount");
ALTER TABLE "rollup_sales_day"
  ALTER COLUMN "is_whole" DROP DEFAULT, ALTER COLUMN "channel" DROP DEFAULT, ALTER COLUMN "country" DROP DEFAULT,
  ALTER COLUMN "discount" DROP DEFAULT;

INSERT INTO "rollup_sales_day" AS r (
  "shop_id", "is_whole", "day", "buyer", "channel", "country", "discount", "orders", "purchases",
  "identified_purchases", "cancelled_orders", "discounted_orders", "zero_value_orders", "units", "order_value",
  "order_value_squares", "kept_value", "returned_value", "total_paid")
SELECT "shop_id", false, "day",
       CASE WHEN "purchase_number" IS NULL THEN 'other' WHEN "purchase_number" = 1 THEN 'new' ELSE 'returning' END,
       COALESCE("channel", ''), COALESCE("country", ''), CASE WHEN "original_discount" > 0 THEN 'yes' ELSE 'no' END,
       count(*), count(*) FILTER (WHERE "is_purchase"),
       count(*) FILTER (WHERE "is_purchase" AND "customer_id" IS NOT NULL),
       count(*) FILTER (WHERE "cancelled_at" IS NOT NULL), count(*) FILTER (WHERE "original_discount" > 0),
       count(*) FILTER (WHERE "order_value" = 0), sum("units"), sum("order_value"),
       sum("order_value"::numeric * "order_value"), sum("kept_value"), sum("returned_value"), sum("total_paid")
FROM "orders" WHERE "is_placed"
GROUP BY 1, 3, 4, 5, 6, 7;

INSERT INTO "rollup_sales_day" AS r (
  "shop_id", "is_whole", "day", "buyer", "channel", "country", "discount", "gross_sales", "discounts", "returns",
  "shipping", "duties", "tips", "fees", "taxes", "gift_cards_sold")
SELECT o."shop_id", false, s."day",
       CASE WHEN o."purchase_number" IS NULL THEN 'other' WHEN o."purchase_number" = 1 THEN 'new' ELSE 'returning' END,
       COALESCE(o."channel", ''), COALESCE(o."country", ''),
       CASE WHEN o."original_discount" > 0 THEN 'yes' ELSE 'no' END,
       COALESCE(sum(s."total" - s."tax" + s."discount") FILTER (
         WHERE o."is_placed" AND s."line_type" = 'PRODUCT' AND s."action" <> 'RETURN'), 0),
       COALESCE(sum(s."discount") FILTER (
         WHERE o."is_placed" AND s."line_type" = 'PRODUCT' AND s."action" <> 'RETURN'), 0),
       -COALESCE(sum(s."total" - s."tax") FILTER (
         WHERE o."is_placed"
           AND (s."line_type" = 'ADJUSTMENT' OR (s."line_type" = 'PRODUCT' AND s."action" = 'RETURN'))), 0),
       COALESCE(sum(s."total" - s."tax") FILTER (WHERE o."is_placed" AND s."line_type" = 'SHIPPING'), 0),
       COALESCE(sum(s."total" - s."tax") FILTER (WHERE o."is_placed" AND s."line_type" = 'DUTY'), 0),
       COALESCE(sum(s."total" - s."tax") FILTER (WHERE o."is_placed" AND s."line_type" = 'TIP'), 0),
       COALESCE(sum(s."total" - s."tax") FILTER (
         WHERE o."is_placed" AND s."line_type" IN ('FEE', 'ADDITIONAL_FEE')), 0),
       COALESCE(sum(s."tax") FILTER (
         WHERE o."is_placed" AND s."line_type" NOT IN ('TIP', 'GIFT_CARD', 'UNKNOWN')), 0),
       COALESCE(sum(s."total" - s."tax") FILTER (WHERE s."line_type" = 'GIFT_CARD'), 0)
FROM "orders" o
JOIN "sales_row" s ON s."shop_id" = o."shop_id" AND s."order_id" = o."order_id"
WHERE o."is_counted"
GROUP BY 1, 3, 4, 5, 6, 7
ON CONFLICT ("shop_id", "is_whole", "day", "buyer", "channel", "country", "discount") DO UPDATE
SET "gross_sales" = EXCLUDED."gross_sales", "discounts" = EXCLUDED."discounts", "returns" = EXCLUDED."returns",
    "shipping" = EXCLUDED."shipping", "duties" = EXCLUDED."duties", "tips" = EXCLUDED."tips",
    "fees" = EXCLUDED."fees", "taxes" = EXCLUDED."taxes", "gift_cards_sold" = EXCLUDED."gift_cards_sold";

ALTER TABLE "rollup_acquisition"
  ADD COLUMN "is_whole" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "channel" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "country" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "discount" TEXT NOT NULL DEFAULT '',
  DROP CONSTRAINT "rollup_acquisition_pkey",
  ADD CONSTRAINT "rollup_acquisition_pkey"
    PRIMARY KEY ("shop_id", "is_whole", "first_day", "channel", "country", "discount");
ALTER TABLE "rollup_acquisition"
  ALTER COLUMN "is_whole" DROP DEFAULT, ALTER COLUMN "channel" DROP DEFAULT, ALTER COLUMN "country" DROP DEFAULT,
  ALTER COLUMN "discount" DROP DEFAULT;

INSERT INTO "rollup_acquisition" (
  "shop_id", "is_whole", "first_day", "channel", "country", "discount", "customers", "repeaters", "kept_value",
  "kept_value_squares",
  "repeaters_30", "value_30", "value_squares_30", "repeaters_60", "value_60", "value_squares_60",
  "repeaters_90", "value_90", "value_squares_90", "repeaters_180", "value_180", "value_squares_180",
  "repeaters_365", "value_365", "value_squares_365", "repeaters_730", "value_730", "value_squares_730")
SELECT "shop_id", false, "first_day", COALESCE("first_channel", ''), COALESCE("first_country", ''),
       COALESCE("first_discount", ''),
       count(*), count("second_purchase_at"), sum("kept_value"), sum("kept_value"::numeric * "kept_value"),
       count(*) FILTER (WHERE "second_purchase_at" <= "first_purchase_at" + interval '720 hours'),
       sum("value_30"), sum("value_30"::numeric * "value_30"),
       count(*) FILTER (WHERE "second_purchase_at" <= "first_purchase_at" + interval '1440 hours'),
       sum("value_60"), sum("value_60"::numeric * "value_60"),
       count(*) FILTER (WHERE "second_purchase_at" <= "first_purchase_at" + interval '2160 hours'),
       sum("value_90"), sum("value_90"::numeric * "value_90"),
       count(*) FILTER (WHERE "second_purchase_at" <= "first_purchase_at" + interval '4320 hours'),
       sum("value_180"), sum("value_180"::numeric * "value_180"),
       count(*) FILTER (WHERE "second_purchase_at" <= "first_purchase_at" + interval '8760 hours'),
       sum("value_365"), sum("value_365"::numeric * "value_365"),
       count(*) FILTER (WHERE "second_purchase_at" <= "first_purchase_at" + interval '17520 hours'),
       sum("value_730"), sum("value_730"::numeric * "value_730")
FROM "customer_facts"
GROUP BY 1, 3, 4, 5, 6;

ALTER TABLE "orders" FORCE ROW LEVEL SECURITY;
ALTER TABLE "order_line" FORCE ROW LEVEL SECURITY;
ALTER TABLE "sales_row" FORCE ROW LEVEL SECURITY;
ALTER TABLE "customer_facts" FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_sales_day" FORCE ROW LEVEL SECURITY;
ALTER TABLE "rollup_acquisition" FORCE ROW LEVEL SECURITY;
