import type {
  DeleteMetafieldsMutation,
  DeleteMetafieldsMutationVariables,
  ExistingProductsQuery,
  ExistingProductsQueryVariables,
  RecommendationOwnerQuery,
  RecommendationOwnerQueryVariables,
  SetMetafieldsMutation,
  SetMetafieldsMutationVariables,
} from "~/types/admin";
import { adminDocument } from "./admin-document";

/** Writes at most 25 metafields, all or none. Writing the same value again changes nothing. */
export const SET_METAFIELDS = adminDocument<SetMetafieldsMutation, SetMetafieldsMutationVariables>(/* GraphQL */ `
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`);

export const DELETE_METAFIELDS = adminDocument<DeleteMetafieldsMutation, DeleteMetafieldsMutationVariables>(
  /* GraphQL */ `
    mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
      metafieldsDelete(metafields: $metafields) {
        deletedMetafields {
          ownerId
        }
        userErrors {
          field
          message
        }
      }
    }
  `,
);

/** Which of at most 250 products there are: null for those that are not. */
export const EXISTING_PRODUCTS = adminDocument<ExistingProductsQuery, ExistingProductsQueryVariables>(/* GraphQL */ `
  query ExistingProducts($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
    }
  }
`);

/** The app's id, which its reserved namespace is made of, and its installation, which owns the values only the app's own theme blocks may read. */
export const RECOMMENDATION_OWNER = adminDocument<RecommendationOwnerQuery, RecommendationOwnerQueryVariables>(
  /* GraphQL */ `
    query RecommendationOwner {
      currentAppInstallation {
        id
        app {
          id
        }
      }
    }
  `,
);
