import { GraphQLError, Kind } from "graphql";
import type { ASTNode } from "graphql";

/** An error as the `errors` list of a Shopify answer holds it. */
export interface ShopifyError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A field of the schema that the simulator does not know how to answer. */
export function absent(what: string): GraphQLError {
  return new GraphQLError(`${what} is absent in the simulator: teach it in test/simulator before using it.`, {
    extensions: { code: "ABSENT_IN_SIMULATOR" },
  });
}

export function accessDenied(field: string, scope: string): GraphQLError {
  const requiredAccess = `\`${scope}\` access scope.`;
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess,
    },
  });
}

export function protectedDataDenied(type: string): GraphQLError {
  return new GraphQLError(
    `This app is not approved to access the ${type} object. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
    { extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" } },
  );
}

export function badRequest(message: string, code = "BAD_REQUEST"): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** How Shopify words what graphql-js found wrong with a document. */
export function validationError(error: GraphQLError): ShopifyError {
  const common = { locations: error.locations ?? [], path: pathOf(error.nodes?.[0]) };
  const unknownField = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
  if (unknownField !== null) {
    const [, fieldName, typeName] = unknownField;
    return {
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      ...common,
      extensions: { code: "undefinedField", typeName, fieldName },
    };
  }
  const unknownArgument = /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/.exec(error.message);
  if (unknownArgument !== null) {
    const [, argumentName, , name] = unknownArgument;
    return {
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      ...common,
      extensions: { code: "argumentNotAccepted", name, typeName: "Field", argumentName },
    };
  }
  const missingArgument = /^Field "(\w+)" argument "(\w+)" of type ".*" is required/.exec(error.message);
  if (missingArgument !== null) {
    const [, name, argument] = missingArgument;
    return {
      message: `Field '${name}' is missing required arguments: ${argument}`,
      ...common,
      extensions: { code: "missingRequiredArguments", className: "Field", name, arguments: argument },
    };
  }
  const missingSelection = /^Field "(\w+)" of type "(.*)" must have a selection/.exec(error.message);
  if (missingSelection !== null) {
    const [, nodeName, typeName] = missingSelection;
    return {
      message: `Field must have selections (field '${nodeName}' returns ${typeName?.replace(/[[\]!]/g, "")} but has no selections. Did you mean '${nodeName} { ... }'?)`,
      ...common,
      extensions: { code: "selectionMismatch", nodeName: `field '${nodeName}'`, typeName },
    };
  }
  return { message: error.message, ...common, extensions: { code: "invalidDocument" } };
}

/** Where in the document: Shopify names the operation, then the fields down to the error. */
function pathOf(node: ASTNode | undefined): (string | number)[] {
  if (node === undefined) return [];
  return node.kind === Kind.FIELD ? ["query", node.name.value] : ["query"];
}
