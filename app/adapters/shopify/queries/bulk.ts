import type {
  BulkOperationByIdQuery,
  BulkOperationByIdQueryVariables,
  StartBulkQueryMutation,
  StartBulkQueryMutationVariables,
} from "~/types/admin";
import { adminDocument, bulkDocument } from "./admin-document";
import { LINE_FIELDS, ORDER_FIELDS, ORDER_OPTIONAL_FIELDS, SALE_FIELDS } from "./orders";
import { PRODUCT_FIELDS, VARIANT_FIELDS } from "./products";

export const START_BULK_QUERY = adminDocument<StartBulkQueryMutation, StartBulkQueryMutationVariables>(/* GraphQL */ `
  mutation StartBulkQuery($query: String!) {
    bulkOperationRunQuery(query: $query) {
      bulkOperation {
        id
        status
        createdAt
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const BULK_OPERATION_BY_ID = adminDocument<BulkOperationByIdQuery, BulkOperationByIdQueryVariables>(
  /* GraphQL */ `
    query BulkOperationById($id: ID!) {
      bulkOperation(id: $id) {
        id
        status
        errorCode
        createdAt
        objectCount
        rootObjectCount
        fileSize
        url
        partialDataUrl
      }
    }
  `,
);

/** A search filter as the argument list of a connection; Shopify's own quoting rules are those of JSON. */
const filtered = (filter: string | null) => (filter === null ? "" : `(query: ${JSON.stringify(filter)})`);

/** Orders with their lines and sales ledger. `narrow` leaves out what an app may be refused. */
export const bulkOrders = ({ filter, narrow }: { filter: string | null; narrow: boolean }) =>
  bulkDocument(/* GraphQL */ `
  {
    orders${filtered(filter)} {
      edges {
        node {
          ${ORDER_FIELDS}
          ${narrow ? "" : ORDER_OPTIONAL_FIELDS}
          lineItems {
            edges {
              node {
                ${LINE_FIELDS}
              }
            }
          }
          agreements {
            edges {
              node {
                id
                reason
                happenedAt
                sales {
                  edges {
                    node {
                      ${SALE_FIELDS}
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`);

export const BULK_CUSTOMERS = bulkDocument(/* GraphQL */ `
  {
    customers {
      edges {
        node {
          id
          createdAt
          updatedAt
        }
      }
    }
  }
`);

export const BULK_PRODUCTS = bulkDocument(/* GraphQL */ `
  {
    products {
      edges {
        node {
          ${PRODUCT_FIELDS}
          collections {
            edges {
              node {
                id
              }
            }
          }
          variants {
            edges {
              node {
                ${VARIANT_FIELDS}
              }
            }
          }
        }
      }
    }
  }
`);

/** The abandoned-checkout list: checkouts with contact details that were left, recovered ones included. */
export const bulkCheckouts = ({ filter }: { filter: string | null }) =>
  bulkDocument(/* GraphQL */ `
  {
    abandonedCheckouts${filtered(filter)} {
      edges {
        node {
          id
          createdAt
          updatedAt
          completedAt
          taxesIncluded
          customer {
            id
          }
          subtotalPriceSet {
            shopMoney {
              amount
              currencyCode
            }
          }
          totalPriceSet {
            shopMoney {
              amount
            }
          }
          totalTaxSet {
            shopMoney {
              amount
            }
          }
          totalDutiesSet {
            shopMoney {
              amount
            }
          }
          taxLines {
            priceSet {
              shopMoney {
                amount
              }
            }
          }
          lineItems {
            edges {
              node {
                id
                product {
                  isGiftCard
                }
                discountedTotalPriceWithCodeDiscount {
                  shopMoney {
                    amount
                    currencyCode
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`);
