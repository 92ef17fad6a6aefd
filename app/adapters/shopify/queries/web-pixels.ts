import type {
  CreateWebPixelMutation,
  CreateWebPixelMutationVariables,
  DeleteWebPixelMutation,
  DeleteWebPixelMutationVariables,
  OwnWebPixelQuery,
  OwnWebPixelQueryVariables,
  UpdateWebPixelMutation,
  UpdateWebPixelMutationVariables,
} from "~/types/admin";
import { adminDocument } from "./admin-document";

/** The app's pixel in the shop; an error where it has none. */
export const OWN_WEB_PIXEL = adminDocument<OwnWebPixelQuery, OwnWebPixelQueryVariables>(/* GraphQL */ `
  query OwnWebPixel {
    webPixel {
      id
      settings
    }
  }
`);

export const CREATE_WEB_PIXEL = adminDocument<CreateWebPixelMutation, CreateWebPixelMutationVariables>(/* GraphQL */ `
  mutation CreateWebPixel($settings: JSON!) {
    webPixelCreate(webPixel: { settings: $settings }) {
      webPixel {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`);

export const UPDATE_WEB_PIXEL = adminDocument<UpdateWebPixelMutation, UpdateWebPixelMutationVariables>(/* GraphQL */ `
  mutation UpdateWebPixel($id: ID!, $settings: JSON!) {
    webPixelUpdate(id: $id, webPixel: { settings: $settings }) {
      userErrors {
        code
        message
      }
    }
  }
`);

export const DELETE_WEB_PIXEL = adminDocument<DeleteWebPixelMutation, DeleteWebPixelMutationVariables>(/* GraphQL */ `
  mutation DeleteWebPixel($id: ID!) {
    webPixelDelete(id: $id) {
      userErrors {
        code
        message
      }
    }
  }
`);
