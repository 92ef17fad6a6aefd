-- What decides whether a product may be recommended: what its variants cost, and whether it is a gift card.
ALTER TABLE "product" ADD COLUMN "is_gift_card" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "category" TEXT,
ADD COLUMN "lowest_price" BIGINT,
ADD COLUMN "highest_price" BIGINT;

-- Of the products known by now; Shopify's category comes with their next change.
ALTER TABLE "product" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "product_variant" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "order_line" NO FORCE ROW LEVEL SECURITY;
UPDATE "product" p SET lowest_price = v.lowest, highest_price = v.highest
FROM (SELECT shop_id, product_id, min(price) AS lowest, max(price) AS highest
      FROM "product_variant" WHERE price > 0 GROUP BY shop_id, product_id) v
WHERE p.shop_id = v.shop_id AND p.product_id = v.product_id;
UPDATE "product" p SET is_gift_card = true
FROM (SELECT DISTINCT shop_id, product_id FROM "order_line" WHERE is_gift_card) l
WHERE p.shop_id = l.shop_id AND p.product_id = l.product_id;
ALTER TABLE "product" FORCE ROW LEVEL SECURITY;
ALTER TABLE "product_variant" FORCE ROW LEVEL SECURITY;
ALTER TABLE "order_line" FORCE ROW LEVEL SECURITY;
