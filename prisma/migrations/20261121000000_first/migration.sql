-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "access_token" TEXT NOT NULL,
    "user_id" BIGINT,
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop" (
    "id" BIGINT NOT NULL,
    "domain" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3),
    "uninstalled_at" TIMESTAMPTZ(3),
    "needs_reauth" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop_profile" (
    "shop_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "iana_timezone" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "taxes_included" BOOLEAN NOT NULL,
    "granted_scopes" TEXT[],
    "definitions" JSONB NOT NULL DEFAULT '{}',
    "definition_version" INTEGER NOT NULL DEFAULT 1,
    "data_version" BIGINT NOT NULL DEFAULT 0,
    "newest_event_at" TIMESTAMPTZ(3),
    "imported_at" TIMESTAMPTZ(3),
    "redaction_salt" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "shop_profile_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "webhook_inbox" (
    "shop_id" BIGINT NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "triggered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_inbox_pkey" PRIMARY KEY ("shop_id","topic","event_id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "shop_id" BIGINT NOT NULL,
    "import_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "updated_since" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("shop_id","import_id")
);

-- CreateTable
CREATE TABLE "import_part" (
    "shop_id" BIGINT NOT NULL,
    "import_id" UUID NOT NULL,
    "object_kind" TEXT NOT NULL,
    "bulk_operation_id" TEXT,
    "status" TEXT NOT NULL,
    "expected_count" BIGINT,
    "object_count" BIGINT,
    "root_count" BIGINT NOT NULL DEFAULT 0,
    "file_size" BIGINT,
    "staged_bytes" BIGINT NOT NULL DEFAULT 0,
    "staged_chunks" INTEGER NOT NULL DEFAULT 0,
    "staged_rows" BIGINT NOT NULL DEFAULT 0,
    "dead_rows" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,

    CONSTRAINT "import_part_pkey" PRIMARY KEY ("shop_id","import_id","object_kind")
);

-- CreateTable
CREATE TABLE "dead_letter" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "source" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "payload" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "data_export" (
    "shop_id" BIGINT NOT NULL,
    "request_id" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "content" JSONB NOT NULL,

    CONSTRAINT "data_export_pkey" PRIMARY KEY ("shop_id","request_id")
);

-- CreateTable
CREATE TABLE "definition_change" (
    "shop_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "in_force_at" TIMESTAMPTZ(3),
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "definition_change_pkey" PRIMARY KEY ("shop_id","version")
);

-- CreateTable
CREATE TABLE "baseline" (
    "shop_id" BIGINT NOT NULL,
    "metric_key" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "numerator" BIGINT,
    "denominator" BIGINT,
    "range_from" DATE NOT NULL,
    "range_to" DATE NOT NULL,
    "currency_code" TEXT NOT NULL,
    "definition_version" INTEGER NOT NULL,
    "unavailable_because" TEXT,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "baseline_pkey" PRIMARY KEY ("shop_id","metric_key")
);

-- CreateTable
CREATE TABLE "goal_setting" (
    "shop_id" BIGINT NOT NULL,
    "goal_id" TEXT NOT NULL,
    "is_active" BOOLEAN,
    "own_bound" DOUBLE PRECISION,

    CONSTRAINT "goal_setting_pkey" PRIMARY KEY ("shop_id","goal_id")
);

-- CreateTable
CREATE TABLE "staged_order" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "customer_id" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "is_test" BOOLEAN NOT NULL,
    "financial_status" TEXT,
    "source_name" TEXT,
    "channel" TEXT,
    "country" TEXT,
    "currency_code" TEXT NOT NULL,
    "checkout_token" TEXT,
    "cart_token" TEXT,
    "discount_codes" TEXT[],
    "tags" TEXT[],
    "customer_order_index" INTEGER,
    "journey_source" TEXT,
    "journey_medium" TEXT,
    "days_to_conversion" INTEGER,
    "is_renewal" BOOLEAN NOT NULL DEFAULT false,
    "total_paid" BIGINT NOT NULL DEFAULT 0,
    "is_rebuilt" BOOLEAN NOT NULL DEFAULT false,
    "is_deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "staged_order_pkey" PRIMARY KEY ("shop_id","batch_id","order_id")
);

-- CreateTable
CREATE TABLE "staged_line" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "is_gift_card" BOOLEAN NOT NULL,

    CONSTRAINT "staged_line_pkey" PRIMARY KEY ("shop_id","batch_id","order_id","line_id")
);

-- CreateTable
CREATE TABLE "staged_agreement" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "order_id" BIGINT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staged_agreement_pkey" PRIMARY KEY ("shop_id","batch_id","order_id","agreement_id")
);

-- CreateTable
CREATE TABLE "staged_sale" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "sale_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "line_type" TEXT NOT NULL,
    "line_id" BIGINT,
    "quantity" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,

    CONSTRAINT "staged_sale_pkey" PRIMARY KEY ("shop_id","batch_id","agreement_id","sale_id")
);

-- CreateTable
CREATE TABLE "staged_customer" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "is_deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "staged_customer_pkey" PRIMARY KEY ("shop_id","batch_id","customer_id")
);

-- CreateTable
CREATE TABLE "staged_checkout" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "checkout_id" BIGINT NOT NULL,
    "token" TEXT,
    "cart_token" TEXT,
    "customer_id" BIGINT,
    "has_contact" BOOLEAN NOT NULL,
    "origin" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "value" BIGINT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "is_deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "staged_checkout_pkey" PRIMARY KEY ("shop_id","batch_id","checkout_id","updated_at")
);

-- CreateTable
CREATE TABLE "touched_order" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "order_id" BIGINT NOT NULL,
    "cause" TEXT NOT NULL,
    "is_renumbered" BOOLEAN NOT NULL DEFAULT false,
    "purchase_number" INTEGER,
    "previous_purchase_day" DATE,
    "previous_repeat_day" DATE,

    CONSTRAINT "touched_order_pkey" PRIMARY KEY ("shop_id","batch_id","order_id")
);

-- CreateTable
CREATE TABLE "touched_customer" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "customer_id" BIGINT NOT NULL,

    CONSTRAINT "touched_customer_pkey" PRIMARY KEY ("shop_id","batch_id","customer_id")
);

-- CreateTable
CREATE TABLE "touched_checkout" (
    "shop_id" BIGINT NOT NULL,
    "batch_id" UUID NOT NULL,
    "checkout_key" TEXT NOT NULL,
    "cause" TEXT NOT NULL,

    CONSTRAINT "touched_checkout_pkey" PRIMARY KEY ("shop_id","batch_id","checkout_key")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "customer_id" BIGINT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "is_test" BOOLEAN NOT NULL,
    "financial_status" TEXT,
    "source_name" TEXT,
    "channel" TEXT,
    "country" TEXT,
    "currency_code" TEXT NOT NULL,
    "checkout_token" TEXT,
    "cart_token" TEXT,
    "discount_codes" TEXT[],
    "tags" TEXT[],
    "customer_order_index" INTEGER,
    "journey_source" TEXT,
    "journey_medium" TEXT,
    "days_to_conversion" INTEGER,
    "is_renewal" BOOLEAN NOT NULL,
    "total_paid" BIGINT NOT NULL,
    "is_rebuilt" BOOLEAN NOT NULL,
    "day" DATE NOT NULL,
    "is_counted" BOOLEAN NOT NULL,
    "is_placed" BOOLEAN NOT NULL,
    "is_purchase" BOOLEAN NOT NULL,
    "units" INTEGER NOT NULL,
    "order_value" BIGINT NOT NULL,
    "original_discount" BIGINT NOT NULL,
    "kept_value" BIGINT NOT NULL,
    "returned_value" BIGINT NOT NULL,
    "purchase_number" INTEGER,
    "previous_purchase_day" DATE,
    "previous_repeat_day" DATE,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "deleted_order" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deleted_order_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "is_gift_card" BOOLEAN NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("shop_id","order_id","line_id")
);

-- CreateTable
CREATE TABLE "sales_row" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "sale_id" TEXT NOT NULL,
    "line_id" BIGINT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "is_original" BOOLEAN NOT NULL,
    "action" TEXT NOT NULL,
    "line_type" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,

    CONSTRAINT "sales_row_pkey" PRIMARY KEY ("shop_id","order_id","sale_id")
);

-- CreateTable
CREATE TABLE "customer" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "merged_into" BIGINT,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "redacted_customer" (
    "shop_id" BIGINT NOT NULL,
    "customer_hash" BYTEA NOT NULL,
    "surrogate_id" BIGINT NOT NULL,

    CONSTRAINT "redacted_customer_pkey" PRIMARY KEY ("shop_id","customer_hash")
);

-- CreateTable
CREATE TABLE "customer_facts" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "purchases" INTEGER NOT NULL,
    "first_purchase_at" TIMESTAMPTZ(3) NOT NULL,
    "second_purchase_at" TIMESTAMPTZ(3),
    "last_purchase_at" TIMESTAMPTZ(3) NOT NULL,
    "first_day" DATE NOT NULL,
    "kept_value" BIGINT NOT NULL,
    "value_30" BIGINT NOT NULL,
    "value_60" BIGINT NOT NULL,
    "value_90" BIGINT NOT NULL,
    "value_180" BIGINT NOT NULL,
    "value_365" BIGINT NOT NULL,
    "value_730" BIGINT NOT NULL,

    CONSTRAINT "customer_facts_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "product" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "product_type" TEXT,
    "vendor" TEXT,
    "tags" TEXT[],
    "is_published" BOOLEAN NOT NULL,
    "has_stock" BOOLEAN NOT NULL,
    "image_url" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("shop_id","product_id")
);

-- CreateTable
CREATE TABLE "product_variant" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "price" BIGINT NOT NULL,
    "sku" TEXT,
    "is_available" BOOLEAN NOT NULL,

    CONSTRAINT "product_variant_pkey" PRIMARY KEY ("shop_id","product_id","variant_id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "shop_id" BIGINT NOT NULL,
    "checkout_key" TEXT NOT NULL,
    "checkout_id" BIGINT,
    "token" TEXT,
    "cart_token" TEXT,
    "customer_id" BIGINT,
    "customer_seen_at" TIMESTAMPTZ(3),
    "has_contact" BOOLEAN NOT NULL,
    "origin" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "value" BIGINT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "is_deleted" BOOLEAN NOT NULL DEFAULT false,
    "order_id" BIGINT,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "finished_at" TIMESTAMPTZ(3),
    "recovered_value" BIGINT NOT NULL DEFAULT 0,
    "day" DATE NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "checkout_pkey" PRIMARY KEY ("shop_id","checkout_key")
);

-- CreateTable
CREATE TABLE "checkout_activity" (
    "shop_id" BIGINT NOT NULL,
    "checkout_key" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkout_activity_pkey" PRIMARY KEY ("shop_id","checkout_key","seen_at")
);

-- CreateTable
CREATE TABLE "rollup_sales_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "buyer" TEXT NOT NULL,
    "orders" BIGINT NOT NULL DEFAULT 0,
    "purchases" BIGINT NOT NULL DEFAULT 0,
    "identified_purchases" BIGINT NOT NULL DEFAULT 0,
    "cancelled_orders" BIGINT NOT NULL DEFAULT 0,
    "discounted_orders" BIGINT NOT NULL DEFAULT 0,
    "zero_value_orders" BIGINT NOT NULL DEFAULT 0,
    "units" BIGINT NOT NULL DEFAULT 0,
    "order_value" BIGINT NOT NULL DEFAULT 0,
    "order_value_squares" DECIMAL(40,0) NOT NULL DEFAULT 0,
    "kept_value" BIGINT NOT NULL DEFAULT 0,
    "returned_value" BIGINT NOT NULL DEFAULT 0,
    "total_paid" BIGINT NOT NULL DEFAULT 0,
    "gross_sales" BIGINT NOT NULL DEFAULT 0,
    "discounts" BIGINT NOT NULL DEFAULT 0,
    "returns" BIGINT NOT NULL DEFAULT 0,
    "shipping" BIGINT NOT NULL DEFAULT 0,
    "duties" BIGINT NOT NULL DEFAULT 0,
    "tips" BIGINT NOT NULL DEFAULT 0,
    "fees" BIGINT NOT NULL DEFAULT 0,
    "taxes" BIGINT NOT NULL DEFAULT 0,
    "gift_cards_sold" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_sales_day_pkey" PRIMARY KEY ("shop_id","day","buyer")
);

-- CreateTable
CREATE TABLE "rollup_purchase_gap" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "previous_day" DATE NOT NULL,
    "purchases" BIGINT NOT NULL,

    CONSTRAINT "rollup_purchase_gap_pkey" PRIMARY KEY ("shop_id","day","previous_day")
);

-- CreateTable
CREATE TABLE "rollup_repeat_gap" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "previous_day" DATE NOT NULL,
    "purchases" BIGINT NOT NULL,

    CONSTRAINT "rollup_repeat_gap_pkey" PRIMARY KEY ("shop_id","day","previous_day")
);

-- CreateTable
CREATE TABLE "rollup_acquisition" (
    "shop_id" BIGINT NOT NULL,
    "first_day" DATE NOT NULL,
    "customers" BIGINT NOT NULL,
    "repeaters" BIGINT NOT NULL,
    "kept_value" BIGINT NOT NULL,
    "kept_value_squares" DECIMAL(40,0) NOT NULL,
    "repeaters_30" BIGINT NOT NULL,
    "repeaters_60" BIGINT NOT NULL,
    "repeaters_90" BIGINT NOT NULL,
    "repeaters_180" BIGINT NOT NULL,
    "repeaters_365" BIGINT NOT NULL,
    "repeaters_730" BIGINT NOT NULL,
    "value_30" BIGINT NOT NULL,
    "value_60" BIGINT NOT NULL,
    "value_90" BIGINT NOT NULL,
    "value_180" BIGINT NOT NULL,
    "value_365" BIGINT NOT NULL,
    "value_730" BIGINT NOT NULL,
    "value_squares_30" DECIMAL(40,0) NOT NULL,
    "value_squares_60" DECIMAL(40,0) NOT NULL,
    "value_squares_90" DECIMAL(40,0) NOT NULL,
    "value_squares_180" DECIMAL(40,0) NOT NULL,
    "value_squares_365" DECIMAL(40,0) NOT NULL,
    "value_squares_730" DECIMAL(40,0) NOT NULL,

    CONSTRAINT "rollup_acquisition_pkey" PRIMARY KEY ("shop_id","first_day")
);

-- CreateTable
CREATE TABLE "rollup_checkout_day" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "completed" BIGINT NOT NULL DEFAULT 0,
    "recovered" BIGINT NOT NULL DEFAULT 0,
    "unfinished" BIGINT NOT NULL DEFAULT 0,
    "superseded" BIGINT NOT NULL DEFAULT 0,
    "voided" BIGINT NOT NULL DEFAULT 0,
    "anonymous" BIGINT NOT NULL DEFAULT 0,
    "unfinished_value" BIGINT NOT NULL DEFAULT 0,
    "recovered_value" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rollup_checkout_day_pkey" PRIMARY KEY ("shop_id","day")
);

-- CreateTable
CREATE TABLE "recommendation_build" (
    "shop_id" BIGINT NOT NULL,
    "build_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "settings" JSONB NOT NULL,
    "baskets" BIGINT NOT NULL DEFAULT 0,
    "products" INTEGER NOT NULL DEFAULT 0,
    "covered" INTEGER NOT NULL DEFAULT 0,
    "published" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "recommendation_build_pkey" PRIMARY KEY ("shop_id","build_id")
);

-- CreateTable
CREATE TABLE "product_recommendation" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "rank" INTEGER NOT NULL,
    "recommended_id" BIGINT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,
    "together" INTEGER,
    "customers" INTEGER,
    "lift" DOUBLE PRECISION,

    CONSTRAINT "product_recommendation_pkey" PRIMARY KEY ("shop_id","product_id","rank")
);

-- CreateTable
CREATE TABLE "published_recommendation" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_recommendation_pkey" PRIMARY KEY ("shop_id","product_id")
);

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE INDEX "webhook_inbox_shop_id_status_received_at_idx" ON "webhook_inbox"("shop_id", "status", "received_at");

-- CreateIndex
CREATE INDEX "import_run_shop_id_started_at_idx" ON "import_run"("shop_id", "started_at");

-- CreateIndex
CREATE INDEX "staged_agreement_shop_id_batch_id_agreement_id_idx" ON "staged_agreement"("shop_id", "batch_id", "agreement_id");

-- CreateIndex
CREATE INDEX "orders_shop_id_day_idx" ON "orders"("shop_id", "day");

-- CreateIndex
CREATE INDEX "orders_shop_id_customer_id_processed_at_idx" ON "orders"("shop_id", "customer_id", "processed_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_checkout_token_idx" ON "orders"("shop_id", "checkout_token");

-- CreateIndex
CREATE INDEX "order_line_shop_id_product_id_idx" ON "order_line"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "customer_facts_shop_id_first_day_idx" ON "customer_facts"("shop_id", "first_day");

-- CreateIndex
CREATE INDEX "checkout_shop_id_token_idx" ON "checkout"("shop_id", "token") WHERE "checkout_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "checkout_shop_id_customer_id_started_at_idx" ON "checkout"("shop_id", "customer_id", "started_at");

-- CreateIndex
CREATE INDEX "checkout_shop_id_cart_token_idx" ON "checkout"("shop_id", "cart_token");

-- CreateIndex
CREATE INDEX "checkout_shop_id_order_id_idx" ON "checkout"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "checkout_shop_id_last_activity_at_idx" ON "checkout"("shop_id", "last_activity_at") WHERE "checkout_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "recommendation_build_shop_id_started_at_idx" ON "recommendation_build"("shop_id", "started_at");


-- Row security: a statement sees and writes only rows of the shop its transaction names with
-- `SET LOCAL app.shop_id`. No shop named means no rows: after one SET LOCAL the setting reads as an empty
-- string, hence NULLIF. FORCE, so that not even the tables' owner is exempt.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'shop_profile', 'webhook_inbox', 'import_run', 'import_part', 'dead_letter', 'data_export',
    'definition_change', 'baseline', 'goal_setting',
    'staged_order', 'staged_line', 'staged_agreement', 'staged_sale', 'staged_customer', 'staged_checkout',
    'touched_order', 'touched_customer', 'touched_checkout',
    'orders', 'deleted_order', 'order_line', 'sales_row', 'customer', 'redacted_customer', 'customer_facts',
    'product', 'product_variant',
    'checkout', 'checkout_activity',
    'rollup_sales_day', 'rollup_purchase_gap', 'rollup_repeat_gap', 'rollup_acquisition', 'rollup_checkout_day',
    'recommendation_build', 'product_recommendation', 'published_recommendation'
  ]
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY shop_isolation ON %I '
      'USING (shop_id = NULLIF(current_setting(''app.shop_id'', true), '''')::bigint) '
      'WITH CHECK (shop_id = NULLIF(current_setting(''app.shop_id'', true), '''')::bigint)',
      tenant_table);
  END LOOP;
END
$$;
