-- Clicks on recommendations are few among the events.
CREATE INDEX "storefront_event_clicked_idx" ON "storefront_event"("shop_id", "at") WHERE "rec_place" IS NOT NULL AND "name" = 'product_viewed';

-- The measured lift as of the last night: counting it goes through all sessions of the experiment.
CREATE TABLE "measured_lift" (
    "shop_id" BIGINT NOT NULL,
    "salt" TEXT NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,
    "days" INTEGER NOT NULL,
    "lift" JSONB,

    CONSTRAINT "measured_lift_pkey" PRIMARY KEY ("shop_id")
);

ALTER TABLE "measured_lift" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "measured_lift" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "measured_lift"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
