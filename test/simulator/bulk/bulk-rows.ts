import { Kind, getArgumentValues, getNamedType, isCompositeType, isObjectType } from "graphql";
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  SelectionSetNode,
} from "graphql";
import type { Args, Page, Source } from "../graphql/connections";
import type { ApiContext } from "../graphql/context";
import { resolveField } from "../graphql/resolve";

/** One line of a result, and whether it is one of the root's objects. */
export type EmitRow = (row: Readonly<Record<string, unknown>>, isRoot: boolean) => void;

export interface BulkPlan {
  /** The connection at the top, and the arguments that filter it. */
  readonly rootField: string;
  readonly rootArgs: Args;
  /** Emits the rows of one root object: itself, then what hangs below it. */
  emitRows(source: Source, emit: EmitRow): void;
}

/** Reads a document that keeps the rules of bulk operations. */
export function bulkPlan(schema: GraphQLSchema, document: DocumentNode, context: ApiContext): BulkPlan {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = operation?.selectionSet.selections[0];
  const query = schema.getQueryType();
  if (root?.kind !== Kind.FIELD || !isObjectType(query)) throw new RangeError("a bulk query has one top-level field");
  const rootDefinition = query.getFields()[root.name.value];
  if (rootDefinition === undefined) throw new RangeError(`there is no field ${root.name.value}`);

  function objectType(source: Source): GraphQLObjectType {
    const type = schema.getType(source.__typename);
    if (!isObjectType(type)) throw new RangeError(`${source.__typename} is no object type`);
    return type;
  }

  /** Fields that apply to an object of this type, fragments opened. */
  function fieldsOf(set: SelectionSetNode, type: GraphQLObjectType): FieldNode[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) return [];
      const condition = schema.getType(fragment.typeCondition?.name.value ?? type.name);
      const applies =
        condition === type ||
        (condition !== undefined && "getTypes" in condition && schema.isSubType(condition, type)) ||
        type.getInterfaces().some((each) => each === condition);
      return applies ? fieldsOf(fragment.selectionSet, type) : [];
    });
  }

  function nodeSelection(connection: SelectionSetNode): SelectionSetNode {
    const edges = connection.selections.find((each) => each.kind === Kind.FIELD && each.name.value === "edges");
    const node =
      edges?.kind === Kind.FIELD
        ? edges.selectionSet?.selections.find((each) => each.kind === Kind.FIELD && each.name.value === "node")
        : undefined;
    if (node?.kind !== Kind.FIELD || node.selectionSet === undefined)
      throw new RangeError("a connection selects no node");
    return node.selectionSet;
  }

  function emitNode(set: SelectionSetNode, source: Source, parentId: string | null, emit: EmitRow): void {
    const children: { selection: SelectionSetNode; page: Page }[] = [];
    const row = valueOf(set, objectType(source), source, children);
    emit(parentId === null ? row : { ...row, __parentId: parentId }, parentId === null);
    for (const { selection, page } of children) {
      for (const item of page.items) emitNode(selection, item, String(row["id"]), emit);
    }
  }

  /** The object's own fields; what it finds of connections goes to `children`. */
  function valueOf(
    set: SelectionSetNode,
    type: GraphQLObjectType,
    source: unknown,
    children: { selection: SelectionSetNode; page: Page }[],
  ): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    for (const node of fieldsOf(set, type)) {
      const key = node.alias?.value ?? node.name.value;
      if (node.name.value === "__typename") {
        row[key] = type.name;
        continue;
      }
      const field = type.getFields()[node.name.value];
      if (field === undefined) continue;
      const args = getArgumentValues(field, node, {});
      const value = resolveField(context, type.name, node.name.value, field.type, source, args);
      const inner = getNamedType(field.type);
      if (inner.name.endsWith("Connection") && node.selectionSet !== undefined) {
        if (value !== null) children.push({ selection: nodeSelection(node.selectionSet), page: value as Page });
      } else {
        row[key] =
          isCompositeType(inner) && node.selectionSet !== undefined
            ? nested(value, node.selectionSet, inner.name, children)
            : (value ?? null);
      }
    }
    return row;
  }

  function nested(
    value: unknown,
    set: SelectionSetNode,
    declaredType: string,
    children: { selection: SelectionSetNode; page: Page }[],
  ): unknown {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.map((each) => nested(each, set, declaredType, children));
    const typeName = (value as Partial<Source>).__typename ?? declaredType;
    return valueOf(set, objectType({ __typename: typeName }), value, children);
  }

  const rootSelection = nodeSelection(root.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] });
  return {
    rootField: root.name.value,
    rootArgs: getArgumentValues(rootDefinition, root, {}),
    emitRows: (source, emit) => emitNode(rootSelection, source, null, emit),
  };
}
