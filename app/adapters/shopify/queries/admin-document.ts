/**
 * The source text of a GraphQL operation on the Admin API, carrying the types of its result and variables.
 * Every document of the app stands in `queries/`: the type generator and the contract test read that folder.
 */
export type AdminDocument<Data, Variables> = string & { readonly __operation?: (variables: Variables) => Data };

export function adminDocument<Data, Variables>(source: string): AdminDocument<Data, Variables> {
  return source;
}

/**
 * A query that Shopify runs as a bulk operation. Nothing is generated for it: its rows arrive as JSON Lines and
 * are parsed one by one as untrusted input.
 */
export type BulkDocument = string & { readonly __bulk?: true };

export function bulkDocument(source: string): BulkDocument {
  return source;
}
