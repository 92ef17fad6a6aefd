import { GraphQLError, Kind, execute, getNamedType, getOperationAST, isCompositeType, parse, validate } from "graphql";
import type { DocumentNode, GraphQLFieldResolver, OperationDefinitionNode } from "graphql";
import { z } from "zod";
import { pinnedSchema } from "../schema/pinned-schema";
import type { Args, Source } from "./connections";
import type { ApiContext } from "./context";
import { MAX_QUERY_COST, isCounted, requestedCost } from "./cost";
import type { BucketSettings, LeakyBucket } from "./leaky-bucket";
import { validationError } from "./errors";
import type { ShopifyError } from "./errors";
import { resolveField } from "./resolve";

export interface GraphqlAnswer {
  readonly status: number;
  readonly body: unknown;
}

const requestBody = z.object({
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

interface Prepared {
  readonly document: DocumentNode;
  readonly errors: readonly ShopifyError[];
}

const MAX_PREPARED = 500;
const prepared = new Map<string, Prepared>();

/** Parsed and validated once: the schema is large and apps send the same few documents. */
function prepare(text: string): Prepared {
  let result = prepared.get(text);
  if (result === undefined) {
    result = parseAndValidate(text);
    if (prepared.size >= MAX_PREPARED) prepared.clear();
    prepared.set(text, result);
  }
  return result;
}

function parseAndValidate(text: string): Prepared {
  try {
    const document = parse(text);
    return { document, errors: validate(pinnedSchema(), document).map(validationError) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const syntax = { message: error.message.toLowerCase(), locations: error.locations ?? [] };
    return { document: { kind: Kind.DOCUMENT, definitions: [] }, errors: [syntax] };
  }
}

const fieldResolver: GraphQLFieldResolver<unknown, ApiContext> = (source, args, context, info) => {
  const type = getNamedType(info.returnType);
  const value = resolveField(context, info.parentType.name, info.fieldName, type.name, source, args as Args);
  if (isCompositeType(type) && isCounted(type.name)) {
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== null && each !== undefined) context.onObject();
  }
  return value;
};

/** Runs one request whose sender is known already. */
export async function answerGraphql(
  context: Omit<ApiContext, "onObject">,
  bucket: LeakyBucket,
  bucketSettings: BucketSettings,
  body: unknown,
): Promise<GraphqlAnswer> {
  const request = requestBody.safeParse(body);
  if (!request.success) return { status: 400, body: { errors: { query: "Required parameter missing or invalid" } } };
  const { query, operationName } = request.data;
  const variables = request.data.variables ?? {};
  const { document, errors } = prepare(query);
  if (errors.length > 0) return { status: 200, body: { errors } };
  const operation = getOperationAST(document, operationName);
  if (!operation) return { status: 200, body: { errors: [{ message: "An operation name is required" }] } };

  const cost = requestedCost(pinnedSchema(), document, operation, variables);
  const costBlock = (actual: number | null) => ({
    cost: {
      requestedQueryCost: cost,
      actualQueryCost: actual,
      throttleStatus: {
        maximumAvailable: bucketSettings.maximum,
        currentlyAvailable: bucket.available(),
        restoreRate: bucketSettings.restorePerSecond,
      },
    },
  });
  if (cost > MAX_QUERY_COST) {
    const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`;
    return {
      status: 200,
      body: {
        errors: [
          {
            message,
            extensions: {
              code: "MAX_COST_EXCEEDED",
              cost,
              maxCost: MAX_QUERY_COST,
              documentation: "https://shopify.dev/api/usage/rate-limits",
            },
          },
        ],
      },
    };
  }
  if (!bucket.take(cost)) return { status: 200, body: throttledBody(costBlock(null)) };

  let actual = mutationCost(operation);
  const result = await execute({
    schema: pinnedSchema(),
    document,
    operationName: operationName ?? null,
    variableValues: variables,
    contextValue: { ...context, onObject: () => (actual += 1) } satisfies ApiContext,
    fieldResolver,
    typeResolver: (source) => (source as Source).__typename,
  });
  const charged = Math.min(actual, cost);
  bucket.giveBack(cost - charged);
  return {
    status: 200,
    body: {
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(result.errors === undefined ? {} : { errors: result.errors.map(executionError) }),
      extensions: costBlock(charged),
    },
  };
}

/** A mutation costs ten points, of which the payload object is counted as one. */
function mutationCost(operation: OperationDefinitionNode): number {
  return operation.operation === "mutation" ? 9 * operation.selectionSet.selections.length : 0;
}

export function throttledBody(extensions: unknown) {
  return {
    errors: [
      {
        message: "Throttled",
        extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
      },
    ],
    extensions,
  };
}

function executionError(error: GraphQLError): ShopifyError {
  const known = error.extensions["code"];
  // Wrong variables are found by the execution; whatever else has no code is a bug of the simulator, said aloud.
  const extensions =
    known !== undefined
      ? error.extensions
      : { code: error.originalError === undefined ? "INVALID_VARIABLE" : "INTERNAL_SERVER_ERROR" };
  return {
    message: error.message,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions,
  };
}
