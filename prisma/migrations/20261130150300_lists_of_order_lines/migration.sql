-- Which list a line was put into the cart from, straight from its button. Of orders stored before it is known once they
-- are read again.
ALTER TABLE "staged_line" ADD COLUMN "rec" TEXT;
ALTER TABLE "order_line" ADD COLUMN "rec" TEXT;

-- Finds what the sessions of some days bought.
CREATE INDEX "completed_checkout_shop_id_completed_at_idx" ON "completed_checkout"("shop_id", "completed_at");
