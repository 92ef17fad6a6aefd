import type { CustomersByIdQuery, CustomersByIdQueryVariables } from "~/types/admin";
import { adminDocument } from "./admin-document";

/** No name, address, e-mail or phone: no number needs them. */
export const CUSTOMERS_BY_ID = adminDocument<CustomersByIdQuery, CustomersByIdQueryVariables>(/* GraphQL */ `
  query CustomersById($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Customer {
        createdAt
        updatedAt
        numberOfOrders
      }
    }
  }
`);
