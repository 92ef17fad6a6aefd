-- What delivery cost at a checkout, and of the order it became. Shops are rebuilt by the new rules, which fill it in.
ALTER TABLE "staged_checkout" ADD COLUMN "shipping" BIGINT;
ALTER TABLE "checkout" ADD COLUMN "shipping" BIGINT;
ALTER TABLE "checkout" ADD COLUMN "order_shipping" BIGINT;
ALTER TABLE "orders" ADD COLUMN "shipping_price" BIGINT NOT NULL DEFAULT 0;

-- The days of checkouts are told apart by what delivery cost of the basket.
ALTER TABLE "rollup_checkout_day" ADD COLUMN "shipping" TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE "rollup_checkout_day" DROP CONSTRAINT "rollup_checkout_day_pkey";
ALTER TABLE "rollup_checkout_day" ADD CONSTRAINT "rollup_checkout_day_pkey" PRIMARY KEY ("shop_id", "day", "shipping");
