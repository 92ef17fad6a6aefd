-- What consenting shoppers do in the storefront, as the web pixel tells it. A client and a search are known by keyed
-- hashes only.

-- CreateTable
CREATE TABLE "measurement_setting" (
    "shop_id" BIGINT NOT NULL,
    "write_key" TEXT NOT NULL,
    "hash_key" BYTEA NOT NULL,
    "web_pixel_id" TEXT,
    "retention_days" INTEGER NOT NULL DEFAULT 400,
    "switched_on_at" TIMESTAMPTZ(3),
    "kept_from" TIMESTAMPTZ(3),

    CONSTRAINT "measurement_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "storefront_event" (
    "shop_id" BIGINT NOT NULL,
    "event_id" TEXT NOT NULL,
    "client_hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "device" TEXT,
    "referrer" TEXT,
    "utm_source" TEXT,
    "utm_medium" TEXT,
    "utm_campaign" TEXT,
    "path" TEXT,
    "customer_id" BIGINT,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "in_stock" BOOLEAN,
    "query_hash" BYTEA,
    "results" INTEGER,
    "checkout_token" TEXT,
    "order_id" BIGINT,
    "alert" TEXT,
    "rec_place" TEXT,
    "rec_list" TEXT,
    "rec_position" INTEGER,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "storefront_event_pkey" PRIMARY KEY ("shop_id","event_id")
);

-- CreateIndex
CREATE INDEX "storefront_event_shop_id_client_hash_at_idx" ON "storefront_event"("shop_id", "client_hash", "at");

-- CreateIndex
CREATE INDEX "storefront_event_shop_id_at_idx" ON "storefront_event"("shop_id", "at");

-- Which clients reported a completed checkout, and which a customer: few events do.
CREATE INDEX "storefront_event_completed_idx" ON "storefront_event"("shop_id", "checkout_token") WHERE "name" = 'checkout_completed';
CREATE INDEX "storefront_event_customer_idx" ON "storefront_event"("shop_id", "customer_id") WHERE "customer_id" IS NOT NULL;

ALTER TABLE "measurement_setting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "measurement_setting" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "measurement_setting"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "storefront_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "storefront_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "storefront_event"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
