-- Sessions, carts and completed checkouts, folded from the events of each client, and what they add up to by day.

-- What an event completes: its checkout, or the order where no token was told.
ALTER TABLE "storefront_event" ADD COLUMN "completes" TEXT;
UPDATE "storefront_event" SET "completes" = COALESCE("checkout_token", 'order ' || "order_id") WHERE "name" = 'checkout_completed';
DROP INDEX "storefront_event_completed_idx";
CREATE INDEX "storefront_event_completes_idx" ON "storefront_event"("shop_id", "completes") WHERE "completes" IS NOT NULL;
CREATE INDEX "storefront_event_query_idx" ON "storefront_event"("shop_id", "query_hash") WHERE "query_hash" IS NOT NULL;

ALTER TABLE "measurement_setting" ADD COLUMN "data_version" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "measurement_setting" ADD COLUMN "newest_event_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "unfolded_client" (
    "shop_id" BIGINT NOT NULL,
    "client_hash" BYTEA NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT app_now(),

    CONSTRAINT "unfolded_client_pkey" PRIMARY KEY ("shop_id","client_hash")
);

-- CreateTable
CREATE TABLE "seen_client" (
    "shop_id" BIGINT NOT NULL,
    "client_hash" BYTEA NOT NULL,

    CONSTRAINT "seen_client_pkey" PRIMARY KEY ("shop_id","client_hash")
);

-- CreateTable
CREATE TABLE "storefront_session" (
    "shop_id" BIGINT NOT NULL,
    "client_hash" BYTEA NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "device" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "landing" TEXT NOT NULL,
    "is_new" BOOLEAN NOT NULL,
    "customer_id" BIGINT,
    "depth" INTEGER NOT NULL,
    "checkout_depth" INTEGER NOT NULL,
    "products" JSONB NOT NULL,
    "searches" JSONB NOT NULL,
    "alerts" JSONB NOT NULL,
    "recommendations" JSONB NOT NULL,

    CONSTRAINT "storefront_session_pkey" PRIMARY KEY ("shop_id","client_hash","started_at")
);

-- CreateIndex
CREATE INDEX "storefront_session_shop_id_day_idx" ON "storefront_session"("shop_id", "day");

-- CreateIndex
CREATE INDEX "storefront_session_shop_id_ended_at_idx" ON "storefront_session"("shop_id", "ended_at");

-- Few sessions name a customer.
CREATE INDEX "storefront_session_customer_idx" ON "storefront_session"("shop_id", "day", "customer_id") WHERE "customer_id" IS NOT NULL;

-- CreateTable
CREATE TABLE "cart_episode" (
    "shop_id" BIGINT NOT NULL,
    "client_hash" BYTEA NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "is_bought" BOOLEAN NOT NULL,

    CONSTRAINT "cart_episode_pkey" PRIMARY KEY ("shop_id","client_hash","started_at")
);

-- CreateIndex
CREATE INDEX "cart_episode_shop_id_day_idx" ON "cart_episode"("shop_id", "day");

-- Only carts that were touched a short while ago can still be open.
CREATE INDEX "cart_episode_unbought_idx" ON "cart_episode"("shop_id", "last_activity_at") WHERE NOT "is_bought";

-- CreateTable
CREATE TABLE "completed_checkout" (
    "shop_id" BIGINT NOT NULL,
    "checkout" TEXT NOT NULL,
    "client_hash" BYTEA NOT NULL,
    "completed_at" TIMESTAMPTZ(3) NOT NULL,
    "device" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "completed_checkout_pkey" PRIMARY KEY ("shop_id","checkout")
);

-- CreateIndex
CREATE INDEX "completed_checkout_shop_id_client_hash_idx" ON "completed_checkout"("shop_id", "client_hash");

-- CreateTable
CREATE TABLE "search_word" (
    "shop_id" BIGINT NOT NULL,
    "query_hash" BYTEA NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("shop_id","query_hash")
);

-- CreateTable
CREATE TABLE "rollup_session_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "device" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "landing" TEXT NOT NULL,
    "is_new" BOOLEAN NOT NULL,
    "sessions" BIGINT NOT NULL DEFAULT 0,
    "product" BIGINT NOT NULL DEFAULT 0,
    "cart" BIGINT NOT NULL DEFAULT 0,
    "checkout" BIGINT NOT NULL DEFAULT 0,
    "contact" BIGINT NOT NULL DEFAULT 0,
    "address" BIGINT NOT NULL DEFAULT 0,
    "shipping" BIGINT NOT NULL DEFAULT 0,
    "payment" BIGINT NOT NULL DEFAULT 0,
    "completed" BIGINT NOT NULL DEFAULT 0,
    "searching" BIGINT NOT NULL DEFAULT 0,
    "searching_completed" BIGINT NOT NULL DEFAULT 0,
    "searches" BIGINT NOT NULL DEFAULT 0,
    "searches_without_result" BIGINT NOT NULL DEFAULT 0,
    "views" BIGINT NOT NULL DEFAULT 0,
    "known_views" BIGINT NOT NULL DEFAULT 0,
    "sold_out_views" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_session_day_pkey" PRIMARY KEY ("shop_id","day","device","source","landing","is_new")
);

-- CreateTable
CREATE TABLE "rollup_cart_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "bought" BIGINT NOT NULL DEFAULT 0,
    "unfinished" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_cart_day_pkey" PRIMARY KEY ("shop_id","day")
);

-- CreateTable
CREATE TABLE "rollup_product_view_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "product_id" BIGINT NOT NULL,
    "sessions" BIGINT NOT NULL DEFAULT 0,
    "views" BIGINT NOT NULL DEFAULT 0,
    "known_views" BIGINT NOT NULL DEFAULT 0,
    "sold_out_views" BIGINT NOT NULL DEFAULT 0,
    "adding" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_product_view_day_pkey" PRIMARY KEY ("shop_id","day","product_id")
);

-- CreateTable
CREATE TABLE "rollup_search_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "query_hash" BYTEA NOT NULL,
    "sessions" BIGINT NOT NULL DEFAULT 0,
    "searches" BIGINT NOT NULL DEFAULT 0,
    "without_result" BIGINT NOT NULL DEFAULT 0,
    "completed" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_search_day_pkey" PRIMARY KEY ("shop_id","day","query_hash")
);

-- CreateTable
CREATE TABLE "rollup_alert_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "alert" TEXT NOT NULL,
    "sessions" BIGINT NOT NULL DEFAULT 0,
    "completed" BIGINT NOT NULL DEFAULT 0,
    "shown" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_alert_day_pkey" PRIMARY KEY ("shop_id","day","alert")
);

-- CreateTable
CREATE TABLE "rollup_rec_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "place" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "sessions" BIGINT NOT NULL DEFAULT 0,
    "views" BIGINT NOT NULL DEFAULT 0,
    "clicks" BIGINT NOT NULL DEFAULT 0,
    "clicking" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_rec_day_pkey" PRIMARY KEY ("shop_id","day","place","list")
);

ALTER TABLE "unfolded_client" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "unfolded_client" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "unfolded_client"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "seen_client" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "seen_client" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "seen_client"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "storefront_session" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "storefront_session" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "storefront_session"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "cart_episode" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cart_episode" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "cart_episode"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "completed_checkout" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "completed_checkout" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "completed_checkout"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "search_word" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "search_word" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "search_word"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "rollup_session_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rollup_session_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "rollup_session_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "rollup_cart_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rollup_cart_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "rollup_cart_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "rollup_product_view_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rollup_product_view_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "rollup_product_view_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "rollup_search_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rollup_search_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "rollup_search_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "rollup_alert_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rollup_alert_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "rollup_alert_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "rollup_rec_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rollup_rec_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "rollup_rec_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
