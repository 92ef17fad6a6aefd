-- Product pages held out at random, to measure what lists add: how the merchant set it, and who was on which side of
-- each day as it was really written. One row a day: the days of a product are unnested where they are counted.

CREATE TABLE "hold_out_setting" (
    "shop_id" BIGINT NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "percent" INTEGER NOT NULL,
    "instead" TEXT NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "hold_out_setting_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "hold_out_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "salt" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "shown_ids" BIGINT[] NOT NULL,
    "held_out_ids" BIGINT[] NOT NULL,

    CONSTRAINT "hold_out_day_pkey" PRIMARY KEY ("shop_id","day")
);

ALTER TABLE "hold_out_setting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "hold_out_setting" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "hold_out_setting"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);

ALTER TABLE "hold_out_day" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "hold_out_day" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "hold_out_day"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
