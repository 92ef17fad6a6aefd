-- Where older orders are hidden from the app, Shopify's count of a customer's orders says how many there are. It stays with
-- the order it was read with: a redaction or a merge of customers moves it along.
ALTER TABLE "orders" ADD COLUMN "customer_order_count" INTEGER;
ALTER TABLE "staged_order" ADD COLUMN "customer_order_count" INTEGER;
