import { seededRandom } from "../../simulator/seeded-random";
import type { ShopStore } from "../../simulator/store/shop-store";

/** Gives a simulated shop products, customers and orders, some of them refunded, edited, cancelled or abandoned. */
export function fillShop(shop: ShopStore, { orders, seed = 1 }: { orders: number; seed?: number }): void {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const products = Array.from({ length: 5 }, (_, index) =>
    shop.createProduct({ title: `Product ${index}`, variants: [{ price: 1000 + index * 250, inventory: 1000 }] }),
  );
  const customers = Array.from({ length: Math.max(3, Math.floor(orders / 4)) }, () => shop.createCustomer());
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };
  const lines = () =>
    Array.from({ length: 1 + below(3) }, () => ({
      productId: pick(products).id,
      quantity: 1 + below(3),
      discount: below(2) * 100,
      tax: 200,
    }));
  for (let count = 0; count < orders; count++) {
    if (below(5) === 0) shop.createCheckout({ customerId: pick(customers).id, hasContact: true, lines: lines() });
    const checkout = shop.createCheckout({ customerId: pick(customers).id, hasContact: true, lines: lines() });
    const order = shop.completeCheckout(checkout.id, { shipping: 500 });
    const fate = below(10);
    if (fate === 0) shop.cancelOrder(order.id);
    if (fate === 1) shop.refundOrder(order.id, { lines: [{ line: 0, quantity: 1 }] });
    if (fate === 2) shop.refundOrder(order.id, { adjustment: 150 });
    if (fate === 3) shop.editOrder(order.id, [{ productId: pick(products).id, quantity: 1 }]);
  }
}
