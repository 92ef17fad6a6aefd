-- What a forecast says of a customer besides: the chance to buy soon, and whether the models learned from them. Forecasts
-- of the engine before are shown no more, so what they lack is 0.

ALTER TABLE "customer_forecast"
    ADD COLUMN "chance_30" DOUBLE PRECISION NOT NULL DEFAULT 0,
    ADD COLUMN "chance_90" DOUBLE PRECISION NOT NULL DEFAULT 0,
    ADD COLUMN "set_apart_for" TEXT;

-- The list of those who were set apart is short beside the shop.
CREATE INDEX "customer_forecast_set_apart" ON "customer_forecast" ("shop_id", "version") WHERE "set_apart_for" IS NOT NULL;
