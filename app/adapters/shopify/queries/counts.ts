import type {
  CheckoutsCountQuery,
  CheckoutsCountQueryVariables,
  CustomersCountQuery,
  CustomersCountQueryVariables,
  OrdersCountQuery,
  OrdersCountQueryVariables,
  ProductsCountQuery,
  ProductsCountQueryVariables,
} from "~/types/admin";
import { adminDocument } from "./admin-document";

// `limit: null` lifts the default cap of 10,000.

export const ORDERS_COUNT = adminDocument<OrdersCountQuery, OrdersCountQueryVariables>(/* GraphQL */ `
  query OrdersCount($query: String) {
    ordersCount(query: $query, limit: null) {
      count
    }
  }
`);

export const CUSTOMERS_COUNT = adminDocument<CustomersCountQuery, CustomersCountQueryVariables>(/* GraphQL */ `
  query CustomersCount($query: String) {
    customersCount(query: $query, limit: null) {
      count
    }
  }
`);

export const PRODUCTS_COUNT = adminDocument<ProductsCountQuery, ProductsCountQueryVariables>(/* GraphQL */ `
  query ProductsCount($query: String) {
    productsCount(query: $query, limit: null) {
      count
    }
  }
`);

export const CHECKOUTS_COUNT = adminDocument<CheckoutsCountQuery, CheckoutsCountQueryVariables>(/* GraphQL */ `
  query CheckoutsCount($query: String) {
    abandonedCheckoutsCount(query: $query, limit: null) {
      count
    }
  }
`);
