-- Ranked products are kept apart from what is made of them: a deleted product, a pin or a rule changes lists without
-- counting anything again. What stands in Shopify is kept as it was sent, so that it can be compared.
DROP TABLE "product_recommendation";
DROP TABLE "published_recommendation";

CREATE TABLE "candidate_list" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "list" TEXT NOT NULL,
    "candidate_ids" BIGINT[] NOT NULL,
    "weights" INTEGER[] NOT NULL,
    "together" INTEGER[] NOT NULL,
    "customers" INTEGER[] NOT NULL,
    "lifts" REAL[] NOT NULL,

    CONSTRAINT "candidate_list_pkey" PRIMARY KEY ("shop_id","product_id","list")
);

CREATE TABLE "published_list" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "list" TEXT NOT NULL,
    "listed_ids" BIGINT[] NOT NULL,
    "weights" INTEGER[] NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_list_pkey" PRIMARY KEY ("shop_id","product_id","list")
);

CREATE TABLE "list_publication" (
    "shop_id" BIGINT NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "failed_because" TEXT,
    "written" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "checked" INTEGER NOT NULL DEFAULT 0,
    "different" INTEGER NOT NULL DEFAULT 0,
    "missing_definitions" TEXT[] NOT NULL DEFAULT '{}',

    CONSTRAINT "list_publication_pkey" PRIMARY KEY ("shop_id")
);

-- Lists of an older recipe are built again in the next night, though nothing was bought since.
ALTER TABLE "recommendation_build" ADD COLUMN "recipe_version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "recommendation_build" DROP COLUMN "published";

ALTER TABLE "candidate_list" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "candidate_list" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "candidate_list"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
ALTER TABLE "published_list" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "published_list" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "published_list"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
ALTER TABLE "list_publication" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "list_publication" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "list_publication"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
