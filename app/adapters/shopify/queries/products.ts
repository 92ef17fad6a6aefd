import type {
  ProductsByIdQuery,
  ProductsByIdQueryVariables,
  ProductVariantsPageQuery,
  ProductVariantsPageQueryVariables,
} from "~/types/admin";
import { adminDocument } from "./admin-document";

export const PRODUCT_FIELDS = /* GraphQL */ `
  id
  title
  handle
  status
  isGiftCard
  productType
  category {
    id
    fullName
  }
  vendor
  tags
  publishedAt
  updatedAt
  featuredMedia {
    preview {
      image {
        url
      }
    }
  }
`;

export const VARIANT_FIELDS = /* GraphQL */ `
  id
  title
  price
  sku
  availableForSale
`;

export const PRODUCTS_BY_ID = adminDocument<ProductsByIdQuery, ProductsByIdQueryVariables>(/* GraphQL */ `
  query ProductsById($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Product {
        ${PRODUCT_FIELDS}
        collections(first: 25) {
          nodes {
            id
          }
        }
        variants(first: 50) {
          nodes {
            ${VARIANT_FIELDS}
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

export const PRODUCT_VARIANTS_PAGE = adminDocument<
  ProductVariantsPageQuery,
  ProductVariantsPageQueryVariables
>(/* GraphQL */ `
  query ProductVariantsPage($id: ID!, $after: String) {
    product(id: $id) {
      variants(first: 250, after: $after) {
        nodes {
          ${VARIANT_FIELDS}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
