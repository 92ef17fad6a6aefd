import { Kind, getArgumentValues, getNamedType, isAbstractType, isCompositeType, isObjectType } from "graphql";
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

  /** What a selection means for one object type: worked out once, used for every row. */
  interface Column {
    readonly key: string;
    readonly field: string;
    readonly type: string;
    readonly args: Args;
    /** The node's selection of a connection. */
    readonly connection: SelectionSetNode | null;
    /** The selection of an object. */
    readonly object: SelectionSetNode | null;
  }
  const columns = new Map<SelectionSetNode, Map<string, readonly Column[]>>();

  function columnsOf(set: SelectionSetNode, typeName: string): readonly Column[] {
    let byType = columns.get(set);
    if (byType === undefined) columns.set(set, (byType = new Map()));
    let known = byType.get(typeName);
    if (known === undefined) byType.set(typeName, (known = compiled(set, typeName)));
    return known;
  }

  function compiled(set: SelectionSetNode, typeName: string): Column[] {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new RangeError(`${typeName} is no object type`);
    return fieldsOf(set, type).map((node) => {
      const field = node.name.value;
      const key = node.alias?.value ?? field;
      const definition = type.getFields()[field];
      if (definition === undefined) return { key, field, type: "String", args: {}, connection: null, object: null };
      const inner = getNamedType(definition.type);
      const selection = isCompositeType(inner) ? (node.selectionSet ?? null) : null;
      const isConnection = inner.name.endsWith("Connection") && selection !== null;
      return {
        key,
        field,
        type: inner.name,
        args: getArgumentValues(definition, node, {}),
        connection: isConnection ? nodeSelection(selection) : null,
        object: isConnection ? null : selection,
      };
    });
  }

  /** Fields that apply to an object of this type, fragments opened. */
  function fieldsOf(set: SelectionSetNode, type: GraphQLObjectType): FieldNode[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) return [];
      const condition = schema.getType(fragment.typeCondition?.name.value ?? type.name);
      const applies = condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      return applies ? fieldsOf(fragment.selectionSet, type) : [];
    });
  }

  function nodeSelection(connection: SelectionSetNode): SelectionSetNode {
    const edges = connection.selections.find((each) => each.kind === Kind.FIELD && each.name.value === "edges");
    const node =
      edges?.kind === Kind.FIELD
        ? edges.selectionSet?.selections.find((each) => each.kind === Kind.FIELD && each.name.value === "node")
        : undefined;
    if (node?.kind !== Kind.FIELD || node.selectionSet === undefined) {
      throw new RangeError("a connection selects no node");
    }
    return node.selectionSet;
  }

  interface Children {
    readonly selection: SelectionSetNode;
    readonly page: Page;
  }

  function emitNode(set: SelectionSetNode, source: Source, parentId: string | null, emit: EmitRow): void {
    const children: Children[] = [];
    const row = valueOf(set, source.__typename, source, children);
    const id = String(row["id"]);
    if (parentId !== null) row["__parentId"] = parentId;
    emit(row, parentId === null);
    for (const { selection, page } of children) {
      for (const item of page.items) emitNode(selection, item, id, emit);
    }
  }

  /** The object's own fields; what it finds of connections goes to `children`. */
  function valueOf(
    set: SelectionSetNode,
    typeName: string,
    source: unknown,
    children: Children[],
  ): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    for (const { key, field, type, args, connection, object } of columnsOf(set, typeName)) {
      if (field === "__typename") {
        row[key] = typeName;
        continue;
      }
      const value = resolveField(context, typeName, field, type, source, args);
      if (connection !== null) {
        if (value !== null) children.push({ selection: connection, page: value as Page });
      } else {
        row[key] = object === null ? (value ?? null) : nested(value, object, type, children);
      }
    }
    return row;
  }

  function nested(value: unknown, set: SelectionSetNode, declaredType: string, children: Children[]): unknown {
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.map((each) => nested(each, set, declaredType, children));
    return valueOf(set, (value as Partial<Source>).__typename ?? declaredType, value, children);
  }

  const rootSelection = nodeSelection(root.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] });
  return {
    rootField: root.name.value,
    rootArgs: getArgumentValues(rootDefinition, root, {}),
    emitRows: (source, emit) => emitNode(rootSelection, source, null, emit),
  };
}
