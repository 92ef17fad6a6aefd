import type { OrderVersionsQuery, OrderVersionsQueryVariables, ReportQuery, ReportQueryVariables } from "~/types/admin";
import { adminDocument } from "./admin-document";

/** A report of Shopify's own, asked for in ShopifyQL. */
export const REPORT = adminDocument<ReportQuery, ReportQueryVariables>(/* GraphQL */ `
  query Report($query: String!) {
    shopifyqlQuery(query: $query) {
      tableData {
        columns {
          name
          dataType
        }
        rows
      }
      parseErrors
    }
  }
`);

/** Which orders there are, and how new each is. */
export const ORDER_VERSIONS = adminDocument<OrderVersionsQuery, OrderVersionsQueryVariables>(/* GraphQL */ `
  query OrderVersions($query: String!, $after: String) {
    orders(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        id
        updatedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
