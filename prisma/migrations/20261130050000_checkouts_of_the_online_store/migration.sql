-- From which day a shop's checkouts are known, and what made them.
ALTER TABLE "shop_profile" ADD COLUMN "checkouts_known_from" DATE;
ALTER TABLE "shop_profile" ADD COLUMN "ledger_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_part" ADD COLUMN "operation_created_at" TIMESTAMPTZ(3);
ALTER TABLE "staged_checkout" ADD COLUMN "source_name" TEXT;
ALTER TABLE "checkout" ADD COLUMN "source_name" TEXT;
ALTER TABLE "checkout" ADD COLUMN "is_outside" BOOLEAN NOT NULL DEFAULT false;

-- What is left out is counted by source: few rows where a shop sells online, all of them where it does not.
CREATE INDEX "orders_shop_id_day_source_name_idx" ON "orders"("shop_id", "day", "source_name", "currency_code")
  WHERE "source_name" <> 'web' AND NOT "is_test";
CREATE INDEX "checkout_shop_id_day_idx" ON "checkout"("shop_id", "day") WHERE "is_outside";

-- Shops that were read before: the day Shopify's list reached back to when the app was installed. Row security would
-- hide all rows from an owner who is no superuser.
ALTER TABLE "shop_profile" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "checkout" NO FORCE ROW LEVEL SECURITY;

UPDATE "shop_profile" p SET "checkouts_known_from" = COALESCE(
  (SELECT (min(c."last_activity_at") AT TIME ZONE p."iana_timezone")::date FROM "checkout" c
   WHERE c."shop_id" = p."shop_id" AND c."origin" = 'list' AND c."last_activity_at" < s."installed_at" - interval '90 days'
     AND isfinite(c."last_activity_at")),
  ((s."installed_at" - interval '90 days') AT TIME ZONE p."iana_timezone")::date + 1)
FROM "shop" s
WHERE s."id" = p."shop_id" AND s."installed_at" IS NOT NULL AND p."imported_at" IS NOT NULL;

ALTER TABLE "shop_profile" FORCE ROW LEVEL SECURITY;
ALTER TABLE "checkout" FORCE ROW LEVEL SECURITY;

-- What is merchandise of a listed checkout: Shopify tells its tax only together with that of shipping, and its gift
-- cards only line by line.
ALTER TABLE "staged_checkout" ADD COLUMN "included_tax" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "staged_checkout" ADD COLUMN "total" BIGINT NOT NULL DEFAULT 0;

CREATE TABLE "staged_gift_card" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "checkout_id" BIGINT NOT NULL,
    "line_name" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "staged_gift_card_pkey" PRIMARY KEY ("shop_id","batch_id","checkout_id","line_name")
);

ALTER TABLE "staged_gift_card" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staged_gift_card" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "staged_gift_card"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
