-- Rollups of what customers did by period, and of how many are worth how much, so that no page reads every customer.
-- Row security would hide all rows from an owner who is no superuser.
ALTER TABLE "orders" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "customer_facts" NO FORCE ROW LEVEL SECURITY;

ALTER TABLE "customer_facts" ADD COLUMN "first_source" TEXT;

UPDATE "customer_facts" f SET "first_source" = o."journey_source"
FROM "orders" o
WHERE o."shop_id" = f."shop_id" AND o."customer_id" = f."customer_id" AND o."purchase_number" = 1;

CREATE INDEX "customer_facts_shop_id_kept_value_idx" ON "customer_facts"("shop_id", "kept_value");
CREATE INDEX "customer_facts_shop_id_last_purchase_at_idx" ON "customer_facts"("shop_id", "last_purchase_at");

CREATE TABLE "rollup_cohort" (
    "shop_id" BIGINT NOT NULL,
    "is_whole" BOOLEAN NOT NULL,
    "grain" TEXT NOT NULL,
    "cohort" DATE NOT NULL,
    "period" DATE NOT NULL,
    "channel" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "discount" TEXT NOT NULL,
    "buyers" BIGINT NOT NULL,
    "orders" BIGINT NOT NULL,
    "kept_value" BIGINT NOT NULL,

    CONSTRAINT "rollup_cohort_pkey"
      PRIMARY KEY ("shop_id","is_whole","grain","cohort","period","channel","country","discount")
);

CREATE TABLE "rollup_customer_spread" (
    "shop_id" BIGINT NOT NULL,
    "is_whole" BOOLEAN NOT NULL,
    "trait" TEXT NOT NULL,
    "bucket" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "discount" TEXT NOT NULL,
    "customers" BIGINT NOT NULL,
    "kept_value" BIGINT NOT NULL,
    "orders" BIGINT NOT NULL,
    "order_value" BIGINT NOT NULL,

    CONSTRAINT "rollup_customer_spread_pkey"
      PRIMARY KEY ("shop_id","is_whole","trait","bucket","channel","country","discount")
);

INSERT INTO "rollup_cohort"
SELECT "shop_id", GROUPING("channel") = 1, "grain", "cohort", "period", COALESCE("channel", ''),
       COALESCE("country", ''), COALESCE("discount", ''), count(*), sum("orders"), sum("kept_value")
FROM (
  SELECT f."shop_id", g."grain", date_trunc(g."grain", f."first_day"::timestamp)::date AS "cohort",
         date_trunc(g."grain", o."day"::timestamp)::date AS "period", COALESCE(f."first_channel", '') AS "channel",
         COALESCE(f."first_country", '') AS "country", COALESCE(f."first_discount", '') AS "discount",
         count(*) AS "orders", sum(o."kept_value") AS "kept_value"
  FROM "customer_facts" f
  JOIN "orders" o ON o."shop_id" = f."shop_id" AND o."customer_id" = f."customer_id" AND o."is_purchase"
  CROSS JOIN (VALUES ('month'), ('quarter')) g ("grain")
  GROUP BY f."shop_id", f."customer_id", g."grain", 3, 4, 5, 6, 7
) customer
GROUP BY GROUPING SETS (
  ("shop_id", "grain", "cohort", "period"),
  ("shop_id", "grain", "cohort", "period", "channel", "country", "discount"));

INSERT INTO "rollup_customer_spread"
SELECT "shop_id", GROUPING("channel") = 1, "trait", "bucket", COALESCE("channel", ''), COALESCE("country", ''),
       COALESCE("discount", ''), count(*), sum("kept_value"), sum("orders"), sum("order_value")
FROM (
  SELECT f."shop_id", s."trait", s."bucket", COALESCE(f."first_channel", '') AS "channel",
         COALESCE(f."first_country", '') AS "country", COALESCE(f."first_discount", '') AS "discount",
         f."kept_value", f."orders", f."order_value"
  FROM "customer_facts" f
  CROSS JOIN LATERAL (VALUES
    ('kept_value', CASE
      WHEN f."kept_value" < 0 THEN -1
      WHEN f."kept_value" < 100 THEN f."kept_value"
      ELSE f."kept_value" - f."kept_value" % (
        CASE WHEN left(f."kept_value"::text, 1) < '5' THEN 2 ELSE 10 END
        * (10 ^ (length(f."kept_value"::text) - 3))::bigint)
      END),
    ('purchases', f."purchases"::bigint),
    ('last_purchase', floor(extract(epoch FROM f."last_purchase_at") / 86400)::bigint)
  ) s ("trait", "bucket")
) customer
GROUP BY GROUPING SETS (
  ("shop_id", "trait", "bucket"),
  ("shop_id", "trait", "bucket", "channel", "country", "discount"))
HAVING "trait" <> 'last_purchase' OR GROUPING("channel") = 1;

ALTER TABLE "orders" FORCE ROW LEVEL SECURITY;
ALTER TABLE "customer_facts" FORCE ROW LEVEL SECURITY;

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['rollup_cohort', 'rollup_customer_spread']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY shop_isolation ON %I '
      'USING (shop_id = NULLIF(current_setting(''app.shop_id'', true), '''')::bigint) '
      'WITH CHECK (shop_id = NULLIF(current_setting(''app.shop_id'', true), '''')::bigint)',
      tenant_table);
  END LOOP;
END
$$;
