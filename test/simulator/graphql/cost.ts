import {
  GraphQLList,
  Kind,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from "graphql";
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import type { Args } from "./connections";

export const MAX_QUERY_COST = 1000;
const MUTATION_COST = 10;

export type Variables = Readonly<Record<string, unknown>>;

const WRAPPER = /(Connection|Edge)$|^PageInfo$/;

/** Whether the type is an object that costs a point; connections and their edges only carry others. */
export function isCounted(typeName: string): boolean {
  return !WRAPPER.test(typeName);
}

/**
 * What Shopify charges before running a document: scalars nothing, an object one point, a connection its
 * `first` or `last` times its node, an interface or union the dearest of its selections, a mutation ten.
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  function ofSelections(set: SelectionSetNode, type: GraphQLCompositeType, times: number): number {
    let common = 0;
    const dearest = new Map<string, number>();
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        common += ofField(selection, type, times);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition?.name.value ?? type.name;
      const narrowed = schema.getType(condition);
      if (narrowed === undefined || !isCompositeType(narrowed)) continue;
      const cost = ofSelections(fragment.selectionSet, narrowed, times);
      if (isAbstractType(type) && isObjectType(narrowed)) dearest.set(condition, (dearest.get(condition) ?? 0) + cost);
      else common += cost;
    }
    return common + Math.max(0, ...dearest.values());
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType, times: number): number {
    const field = "getFields" in parent ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const args = argumentsOf(field, node, variables);
    if (type.name.endsWith("Connection")) return ofSelections(node.selectionSet, type, pageSize(args));
    if (type.name.endsWith("Edge")) return ofSelections(node.selectionSet, type, times);
    if (type.name === "PageInfo") return 0;
    const isInConnection = /(Connection|Edge)$/.test(parent.name);
    const repeated = isInConnection ? times : listSize(field, args);
    const own = parent === schema.getMutationType() ? MUTATION_COST : 1;
    return repeated * (own + ofSelections(node.selectionSet, type, 1));
  }

  const root = schema.getRootType(operation.operation);
  return root === null || root === undefined ? 0 : ofSelections(operation.selectionSet, root, 1);
}

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables): Args {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    // A wrong argument is reported by the execution; it costs nothing before.
    return {};
  }
}

function pageSize(args: Args): number {
  const size = args["first"] ?? args["last"];
  return typeof size === "number" ? Math.max(0, size) : 0;
}

function listSize(field: GraphQLField<unknown, unknown>, args: Args): number {
  if (!(getNullableType(field.type) instanceof GraphQLList)) return 1;
  if (Array.isArray(args["ids"])) return args["ids"].length;
  return typeof args["first"] === "number" ? args["first"] : 1;
}
