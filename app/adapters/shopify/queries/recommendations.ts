import type {
  CreateListDefinitionMutation,
  CreateListDefinitionMutationVariables,
  ListDefinitionsQuery,
  ListDefinitionsQueryVariables,
  ListsOfProductsQuery,
  ListsOfProductsQueryVariables,
  ListsOfShopQuery,
  ListsOfShopQueryVariables,
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

/** What stands in the metafields of at most 100 products. */
export const LISTS_OF_PRODUCTS = adminDocument<ListsOfProductsQuery, ListsOfProductsQueryVariables>(/* GraphQL */ `
  query ListsOfProducts($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Product {
        recommendations: metafield(namespace: "$app", key: "recommendations") {
          value
        }
        similar: metafield(namespace: "$app", key: "similar") {
          value
        }
        bought_together: metafield(namespace: "$app", key: "bought_together") {
          value
        }
        cart_partners: metafield(namespace: "$app", key: "cart_partners") {
          value
        }
        cart_weights: metafield(namespace: "$app", key: "cart_weights") {
          value
        }
      }
    }
  }
`);

export const LISTS_OF_SHOP = adminDocument<ListsOfShopQuery, ListsOfShopQueryVariables>(/* GraphQL */ `
  query ListsOfShop {
    shop {
      popular: metafield(namespace: "$app", key: "popular") {
        value
      }
    }
  }
`);

/** Definitions of the app's own metafields, and who may read them. */
export const LIST_DEFINITIONS_IN_SHOP = adminDocument<ListDefinitionsQuery, ListDefinitionsQueryVariables>(
  /* GraphQL */ `
    query ListDefinitions {
      products: metafieldDefinitions(ownerType: PRODUCT, namespace: "$app", first: 50) {
        nodes {
          key
          access {
            storefront
          }
        }
      }
      shop: metafieldDefinitions(ownerType: SHOP, namespace: "$app", first: 50) {
        nodes {
          key
          access {
            storefront
          }
        }
      }
    }
  `,
);

export const CREATE_LIST_DEFINITION = adminDocument<
  CreateListDefinitionMutation,
  CreateListDefinitionMutationVariables
>(/* GraphQL */ `
  mutation CreateListDefinition($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`);
