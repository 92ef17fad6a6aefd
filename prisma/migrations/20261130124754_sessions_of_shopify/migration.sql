-- Sessions as Shopify itself counts them, beside those the pixel saw and never mixed with them.

-- CreateTable
CREATE TABLE "shopify_session_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "dimension" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "sessions" BIGINT NOT NULL,
    "with_cart" BIGINT NOT NULL,
    "reached_checkout" BIGINT NOT NULL,
    "completed" BIGINT NOT NULL,

    CONSTRAINT "shopify_session_day_pkey" PRIMARY KEY ("shop_id","day","dimension","key")
);

ALTER TABLE "shopify_session_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "shopify_session_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "shopify_session_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
