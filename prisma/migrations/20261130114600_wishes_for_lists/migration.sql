-- What a merchant wants of the lists: rules for all of them, products pinned beside a product, products and pairs banned.
CREATE TABLE "list_rules" (
    "shop_id" BIGINT NOT NULL,
    "allow_sold_out" BOOLEAN NOT NULL,
    "kinship" TEXT NOT NULL,
    "vendors" TEXT NOT NULL,
    "lowest_percent" INTEGER,
    "highest_percent" INTEGER,
    "excluded_tags" TEXT[] NOT NULL,

    CONSTRAINT "list_rules_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "list_pin" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "place" INTEGER NOT NULL,
    "pinned_id" BIGINT NOT NULL,

    CONSTRAINT "list_pin_pkey" PRIMARY KEY ("shop_id","product_id","place")
);

-- Beside product 0: beside every product.
CREATE TABLE "list_ban" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "beside_id" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "list_ban_pkey" PRIMARY KEY ("shop_id","product_id","beside_id")
);

ALTER TABLE "list_rules" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "list_rules" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "list_rules"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
ALTER TABLE "list_pin" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "list_pin" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "list_pin"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
ALTER TABLE "list_ban" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "list_ban" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "list_ban"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
