import type {
  OrderAgreementsPageQuery,
  OrderAgreementsPageQueryVariables,
  OrderLinesPageQuery,
  OrderLinesPageQueryVariables,
  OrdersByIdQuery,
  OrdersByIdQueryVariables,
  OrdersToRebuildQuery,
  OrdersToRebuildQueryVariables,
  OrdersUpdatedSinceQuery,
  OrdersUpdatedSinceQueryVariables,
  RefundsByIdQuery,
  RefundsByIdQueryVariables,
} from "~/types/admin";
import { adminDocument } from "./admin-document";

/** The fields of an order itself; the bulk query selects the same. */
export const ORDER_FIELDS = /* GraphQL */ `
  id
  name
  processedAt
  createdAt
  updatedAt
  cancelledAt
  test
  displayFinancialStatus
  sourceName
  currencyCode
  checkoutToken
  cartToken
  discountCodes
  tags
  attribution {
    handle
  }
  customer {
    id
    numberOfOrders
  }
  originalTotalPriceSet {
    shopMoney {
      amount
      currencyCode
    }
  }
`;

/** Fields Shopify may refuse an app that lacks approval for them; numbers that need them say so when absent. */
export const ORDER_OPTIONAL_FIELDS = /* GraphQL */ `
  shippingAddress {
    countryCodeV2
  }
  customerJourneySummary {
    ready
    customerOrderIndex
    daysToConversion
    firstVisit {
      source
      utmParameters {
        source
        medium
      }
    }
    lastVisit {
      source
      utmParameters {
        source
        medium
      }
    }
  }
`;

export const LINE_FIELDS = /* GraphQL */ `
  id
  title
  quantity
  isGiftCard
  customAttributes {
    key
    value
  }
  product {
    id
  }
  variant {
    id
  }
`;

export const SALE_FIELDS = /* GraphQL */ `
  id
  actionType
  lineType
  quantity
  totalAmount {
    shopMoney {
      amount
      currencyCode
    }
  }
  totalTaxAmount {
    shopMoney {
      amount
    }
  }
  totalDiscountAmountBeforeTaxes {
    shopMoney {
      amount
    }
  }
  ... on ProductSale {
    lineItem {
      id
    }
  }
  ... on GiftCardSale {
    lineItem {
      id
    }
  }
`;

/** Whole orders as they stand now. First pages are small, because Shopify prices what a page could hold. */
export const ORDERS_BY_ID = adminDocument<OrdersByIdQuery, OrdersByIdQueryVariables>(/* GraphQL */ `
  query OrdersById($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Order {
        ${ORDER_FIELDS}
        ${ORDER_OPTIONAL_FIELDS}
        lineItems(first: 10) {
          nodes {
            ${LINE_FIELDS}
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        agreements(first: 3) {
          nodes {
            id
            reason
            happenedAt
            sales(first: 6) {
              nodes {
                ${SALE_FIELDS}
              }
              pageInfo {
                hasNextPage
                endCursor
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

export const ORDER_LINES_PAGE = adminDocument<OrderLinesPageQuery, OrderLinesPageQueryVariables>(/* GraphQL */ `
  query OrderLinesPage($id: ID!, $after: String) {
    order(id: $id) {
      lineItems(first: 200, after: $after) {
        nodes {
          ${LINE_FIELDS}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** One agreement, the one after a cursor, with a long page of its sales. */
export const ORDER_AGREEMENTS_PAGE = adminDocument<
  OrderAgreementsPageQuery,
  OrderAgreementsPageQueryVariables
>(/* GraphQL */ `
  query OrderAgreementsPage($id: ID!, $afterAgreement: String, $afterSale: String) {
    order(id: $id) {
      agreements(first: 1, after: $afterAgreement) {
        nodes {
          id
          reason
          happenedAt
          sales(first: 100, after: $afterSale) {
            nodes {
              ${SALE_FIELDS}
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const ORDERS_UPDATED_SINCE = adminDocument<OrdersUpdatedSinceQuery, OrdersUpdatedSinceQueryVariables>(
  /* GraphQL */ `
    query OrdersUpdatedSince($query: String!, $after: String) {
      orders(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) {
        nodes {
          id
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
);

/** What the ledger of an order without sales agreements is built from. */
export const ORDERS_TO_REBUILD = adminDocument<OrdersToRebuildQuery, OrdersToRebuildQueryVariables>(/* GraphQL */ `
  query OrdersToRebuild($ids: [ID!]!, $afterLine: String) {
    nodes(ids: $ids) {
      id
      ... on Order {
        taxesIncluded
        lineItems(first: 25, after: $afterLine) {
          nodes {
            id
            quantity
            isGiftCard
            originalUnitPriceSet {
              shopMoney {
                amount
                currencyCode
              }
            }
            discountAllocations {
              allocatedAmountSet {
                shopMoney {
                  amount
                }
              }
            }
            taxLines {
              rate
              priceSet {
                shopMoney {
                  amount
                }
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        refunds {
          id
        }
      }
    }
  }
`);

export const REFUNDS_BY_ID = adminDocument<RefundsByIdQuery, RefundsByIdQueryVariables>(/* GraphQL */ `
  query RefundsById($ids: [ID!]!, $afterLine: String) {
    nodes(ids: $ids) {
      id
      ... on Refund {
        processedAt
        totalRefundedSet {
          shopMoney {
            amount
            currencyCode
          }
        }
        refundLineItems(first: 50, after: $afterLine) {
          nodes {
            quantity
            lineItem {
              id
            }
            subtotalSet {
              shopMoney {
                amount
              }
            }
            totalTaxSet {
              shopMoney {
                amount
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);
