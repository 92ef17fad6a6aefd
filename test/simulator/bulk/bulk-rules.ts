import {
  GraphQLList,
  Kind,
  OperationTypeNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  parse,
  validate,
} from "graphql";
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLSchema,
  SelectionSetNode,
} from "graphql";
import { validationError } from "../graphql/errors";

const MAX_CONNECTIONS = 5;
/** Connections below the one at the top. */
const MAX_DEPTH = 2;

/** Why Shopify would not start a bulk operation over this document; null when it would. */
export function bulkComplaint(schema: GraphQLSchema, text: string): string | null {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    return `Invalid bulk query: ${(error as Error).message}`;
  }
  const [invalid] = validate(schema, document);
  if (invalid !== undefined) return `Invalid bulk query: ${validationError(invalid).message}`;
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1 || operation.operation !== OperationTypeNode.QUERY) {
    return "Invalid bulk query: it must be one query operation.";
  }
  const roots = operation.selectionSet.selections;
  const [root] = roots;
  if (root === undefined || root.kind !== Kind.FIELD || roots.length > 1) {
    return "Bulk queries must contain exactly one top-level field.";
  }
  if (root.name.value === "node" || root.name.value === "nodes") {
    return `Bulk queries cannot contain a top-level \`${root.name.value}\` field.`;
  }
  return connectionComplaint(schema, document, root);
}

function connectionComplaint(schema: GraphQLSchema, document: DocumentNode, root: FieldNode): string | null {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  let connections = 0;
  let complaint: string | null = null;
  const complain = (text: string) => {
    complaint ??= text;
  };

  /** The fields of a selection with the type they are selected on, fragments opened. */
  function fieldsOf(
    set: SelectionSetNode,
    type: GraphQLCompositeType,
  ): { node: FieldNode; parent: GraphQLCompositeType }[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [{ node: selection, parent: type }];
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const narrowed = schema.getType(fragment?.typeCondition?.name.value ?? type.name);
      return fragment === undefined || !isCompositeType(narrowed) ? [] : fieldsOf(fragment.selectionSet, narrowed);
    });
  }

  function visit(node: FieldNode, parent: GraphQLCompositeType, depth: number, isInList: boolean): void {
    const field = "getFields" in parent ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return;
    if (type.name.endsWith("Connection")) {
      visitConnection(node, type, depth, isInList);
      return;
    }
    const isList = getNullableType(field.type) instanceof GraphQLList;
    for (const each of fieldsOf(node.selectionSet, type)) visit(each.node, each.parent, depth, isInList || isList);
  }

  function visitConnection(node: FieldNode, type: GraphQLCompositeType, depth: number, isInList: boolean): void {
    connections += 1;
    const name = node.name.value;
    if (isInList) complain(`Queries that contain a connection field within a list field are not supported: ${name}.`);
    if (depth > MAX_DEPTH)
      complain(`Bulk queries cannot contain connections with a nesting depth greater than ${MAX_DEPTH}: ${name}.`);
    for (const { node: inner, parent } of fieldsOf(node.selectionSet ?? EMPTY, type)) {
      if (inner.name.value !== "edges") {
        complain(`Bulk queries read a connection by \`edges { node }\` only: ${name} selects \`${inner.name.value}\`.`);
        continue;
      }
      const edge = "getFields" in parent ? getNamedType(parent.getFields()["edges"]?.type) : undefined;
      if (!isCompositeType(edge)) continue;
      for (const { node: item, parent: edgeType } of fieldsOf(inner.selectionSet ?? EMPTY, edge)) {
        if (item.name.value !== "node") {
          complain(
            `Bulk queries read a connection by \`edges { node }\` only: ${name} selects \`${item.name.value}\`.`,
          );
          continue;
        }
        const nodeType = "getFields" in edgeType ? getNamedType(edgeType.getFields()["node"]?.type) : undefined;
        if (!isCompositeType(nodeType)) continue;
        const fields = fieldsOf(item.selectionSet ?? EMPTY, nodeType);
        if (!fields.some((each) => each.node.name.value === "id" && each.node.alias === undefined)) {
          complain(`The parent 'node' field for a nested connection must select the 'id' field: ${name} does not.`);
        }
        for (const each of fields) visit(each.node, each.parent, depth + 1, false);
      }
    }
  }

  const query = schema.getQueryType();
  if (query !== null && query !== undefined) visit(root, query, 0, false);
  if (connections === 0) return "Bulk queries must contain at least one connection.";
  if (connections > MAX_CONNECTIONS) return `Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`;
  return complaint;
}

const EMPTY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };
