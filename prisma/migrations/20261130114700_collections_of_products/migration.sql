-- Which collections a product is in, for lists that stay within one.
CREATE TABLE "product_collection" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "collection_id" BIGINT NOT NULL,

    CONSTRAINT "product_collection_pkey" PRIMARY KEY ("shop_id","product_id","collection_id")
);

ALTER TABLE "product_collection" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "product_collection" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "product_collection"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
