-- What was sold out on each measured day: the pixel cannot tell whether what is looked at can be bought.

-- CreateTable
CREATE TABLE "stock_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "is_available" BOOLEAN NOT NULL,

    CONSTRAINT "stock_day_pkey" PRIMARY KEY ("shop_id","day","variant_id")
);

ALTER TABLE "stock_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "stock_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "stock_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
