-- How the lists of each build met the orders they were not learned from, kept over time.
CREATE TABLE "list_quality" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "places" INTEGER NOT NULL,
    "baskets" INTEGER NOT NULL,
    "cases" INTEGER NOT NULL,
    "hits" INTEGER NOT NULL,
    "best_seller_hits" INTEGER NOT NULL,

    CONSTRAINT "list_quality_pkey" PRIMARY KEY ("shop_id","day")
);

ALTER TABLE "list_quality" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "list_quality" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "list_quality"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
