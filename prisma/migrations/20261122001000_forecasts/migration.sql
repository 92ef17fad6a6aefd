-- CreateTable
CREATE TABLE "value_forecast" (
    "shop_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "data_version" BIGINT NOT NULL,
    "definition_version" INTEGER NOT NULL,
    "engine_version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "result" JSONB,
    "customers" BIGINT NOT NULL DEFAULT 0,
    "lost_millionths" BIGINT NOT NULL DEFAULT 0,
    "value_to_date" BIGINT NOT NULL DEFAULT 0,
    "value_6" BIGINT NOT NULL DEFAULT 0,
    "value_12" BIGINT NOT NULL DEFAULT 0,
    "value_24" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "value_forecast_pkey" PRIMARY KEY ("shop_id","version")
);

-- CreateTable
CREATE TABLE "customer_forecast" (
    "shop_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "probability_alive" DOUBLE PRECISION NOT NULL,
    "purchases_6" DOUBLE PRECISION NOT NULL,
    "purchases_12" DOUBLE PRECISION NOT NULL,
    "purchases_24" DOUBLE PRECISION NOT NULL,
    "value_6" BIGINT NOT NULL,
    "value_12" BIGINT NOT NULL,
    "value_24" BIGINT NOT NULL,
    "value_to_date" BIGINT NOT NULL,
    "loss" BIGINT NOT NULL,
    "next_from_day" DATE,
    "next_to_day" DATE,

    CONSTRAINT "customer_forecast_pkey" PRIMARY KEY ("shop_id","version","customer_id")
);

ALTER TABLE "value_forecast" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "value_forecast" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "value_forecast"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
ALTER TABLE "customer_forecast" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "customer_forecast" FORCE ROW LEVEL SECURITY;
CREATE POLICY shop_isolation ON "customer_forecast"
    USING (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint)
    WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), '')::bigint);
