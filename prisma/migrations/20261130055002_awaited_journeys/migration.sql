-- Shopify finds the visits of an order some time after it was placed, and does not say when: young orders without them
-- are read once more.
ALTER TABLE "staged_order" ADD COLUMN "is_journey_ready" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "awaited_journey" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "awaited_journey_pkey" PRIMARY KEY ("shop_id","order_id")
);

ALTER TABLE "awaited_journey" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "awaited_journey" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "awaited_journey"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
