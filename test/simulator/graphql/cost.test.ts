import { getOperationAST, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { pinnedSchema } from "../schema/pinned-schema";
import { requestedCost } from "./cost";

function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("no operation");
  return requestedCost(pinnedSchema(), document, operation, variables);
}

describe("the price of a document", () => {
  it("is a point for every object and nothing for scalars", () => {
    expect(cost("{ shop { name currencyCode } }")).toBe(1);
    expect(cost("{ shop { plan { displayName } } }")).toBe(2);
  });

  it("multiplies a connection by the page asked for, also by a variable and through nodes", () => {
    expect(cost("{ products(first: 10) { edges { cursor node { id } } pageInfo { hasNextPage } } }")).toBe(10);
    expect(cost("query ($n: Int!) { products(last: $n) { nodes { id } } }", { n: 25 })).toBe(25);
    expect(cost("{ products(first: 10) { nodes { id variants(first: 5) { nodes { id } } } } }")).toBe(60);
  });

  it("takes the dearest of the types a node can have", () => {
    const query = (ids: string) =>
      `{ nodes(ids: ${ids}) { id ... on Order { customer { id } } ... on Product { variants(first: 5) { nodes { id } } } } }`;
    expect(cost(query('["a"]'))).toBe(6);
    expect(cost(query('["a", "b", "c"]'))).toBe(18);
  });

  it("counts fragments where they are spread", () => {
    expect(
      cost(
        "query { orders(first: 2) { nodes { ...money } } } fragment money on Order { totalPriceSet { shopMoney { amount } } }",
      ),
    ).toBe(6);
  });

  it("is ten for a mutation", () => {
    expect(cost('mutation { bulkOperationCancel(id: "x") { userErrors { message } } }')).toBe(11);
  });
});
