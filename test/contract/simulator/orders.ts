import type { Fixture } from "./fixture";

export const ORDERS = `query Orders($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    edges { cursor node { id name processedAt updatedAt customer { id } totalPriceSet { shopMoney { amount currencyCode } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export interface OrdersData {
  orders: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

/** One a minute. */
export function placeOrders(fixture: Fixture, count: number) {
  return Array.from({ length: count }, () => {
    fixture.clock.advance(60_000);
    return fixture.shop.placeOrder({ lines: [{ productId: 7, quantity: 2 }] });
  });
}
