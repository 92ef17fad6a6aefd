import { readFile } from "node:fs/promises";
import {
  NoDeprecatedCustomRule,
  TypeInfo,
  getNamedType,
  isObjectType,
  parse,
  specifiedRules,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { DocumentNode } from "graphql";
import { describe, expect, it } from "vitest";
import { pinnedSchema } from "../simulator/schema/pinned-schema";
import { adminOperations, bulkQueries } from "./admin-documents";
import { ADMIN_TYPES_FILE, adminTypes } from "./admin-types";

const operations = await adminOperations();
const bulk = await bulkQueries();

const refusals = (document: DocumentNode) =>
  validate(pinnedSchema(), document, [...specifiedRules, NoDeprecatedCustomRule]).map(({ message }) => message);

describe("every GraphQL document of the app", () => {
  it("is found", () => {
    expect(operations.length).toBeGreaterThan(10);
    expect(bulk.length).toBeGreaterThan(5);
  });

  it.each([...operations, ...bulk])(
    "is valid in the pinned schema and uses nothing deprecated: $name",
    ({ source }) => {
      expect(refusals(parse(source))).toEqual([]);
    },
  );

  it.each([...operations, ...bulk])("asks for no contact details of a person: $name", ({ source }) => {
    const personal =
      /\b(email|phone|firstName|lastName|displayName|address1|address2|zip|defaultEmailAddress|defaultPhoneNumber)\b/;
    expect(personal.exec(source)?.[0]).toBeUndefined();
  });

  it("notices a field that is unknown or deprecated", () => {
    expect(refusals(parse("{ shop { shoeSize } }"))).toHaveLength(1);
    expect(refusals(parse("{ currentBulkOperation { id } }"))).toHaveLength(1);
  });

  it("has its types generated from what stands here now", async () => {
    expect(await readFile(ADMIN_TYPES_FILE, "utf8")).toBe(await adminTypes());
  });
});

/** What breaks Shopify's rules for bulk queries (at most five connections, two levels below the root one). */
function bulkFaults(document: DocumentNode): string[] {
  const faults: string[] = [];
  const typeInfo = new TypeInfo(pinnedSchema());
  let roots = 0;
  let connections = 0;
  let depth = -1;
  const isConnection = () => getNamedType(typeInfo.getType())?.name.endsWith("Connection") ?? false;
  const isInList = (ancestors: readonly unknown[]) => ancestors.includes(LIST);
  const LIST = Symbol("list");
  const path: unknown[] = [];
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(node) {
          const type = typeInfo.getType();
          if (typeInfo.getParentType() === pinnedSchema().getQueryType()) roots += 1;
          if (isConnection()) {
            connections += 1;
            depth += 1;
            if (depth > 2) faults.push(`${node.name.value} is nested too deep`);
            if (isInList(path)) faults.push(`${node.name.value} is a connection inside a list`);
            const selected = node.selectionSet?.selections.map(
              (selection) => "name" in selection && selection.name?.value,
            );
            if (selected?.join() !== "edges") faults.push(`${node.name.value} must select edges and nothing else`);
          }
          if (node.name.value === "node") {
            const fields = node.selectionSet?.selections.map(
              (selection) => "name" in selection && selection.name?.value,
            );
            if (isObjectType(getNamedType(type)) && !fields?.includes("id"))
              faults.push("a node does not select its id");
          }
          path.push(String(type).startsWith("[") && node.name.value !== "edges" ? LIST : node.name.value);
        },
        leave() {
          if (isConnection()) depth -= 1;
          path.pop();
        },
      },
    }),
  );
  if (roots !== 1) faults.push(`${roots} top-level fields instead of one`);
  if (connections < 1 || connections > 5) faults.push(`${connections} connections, allowed are one to five`);
  return faults;
}

describe("every bulk query of the app", () => {
  it.each(bulk)("obeys the rules of bulk operations: $name", ({ source }) => {
    expect(bulkFaults(parse(source))).toEqual([]);
  });

  it("would be refused with a connection inside a list, too deep, or without ids", () => {
    expect(
      bulkFaults(parse("{ orders { edges { node { id refunds { refundLineItems { edges { node { id } } } } } } } }")),
    ).toEqual(["refundLineItems is a connection inside a list"]);
    expect(bulkFaults(parse("{ orders { edges { node { name } } } }"))).toEqual(["a node does not select its id"]);
    expect(bulkFaults(parse("{ orders { nodes { id } } }"))).toEqual(["orders must select edges and nothing else"]);
  });
});
