import { describe, expect, it } from "vitest";
import { parseSearch, searchConditions } from "./search-query";
import type { SearchFields } from "./search-query";

const FIELDS: SearchFields = {
  id: { column: "id", kind: "number" },
  updated_at: { column: "updated_at", kind: "time" },
  name: { column: "name", kind: "text" },
};

describe("a search text", () => {
  it("is filters joined by spaces or AND", () => {
    expect(parseSearch(`updated_at:>='2026-01-01T00:00:00Z' AND id:>5 name:"a b"`)).toEqual([
      { field: "updated_at", operator: ">=", value: "2026-01-01T00:00:00Z" },
      { field: "id", operator: ">", value: "5" },
      { field: "name", operator: "=", value: "a b" },
    ]);
    expect(parseSearch("")).toEqual([]);
  });

  it("becomes bound conditions", () => {
    expect(searchConditions("id:>5", FIELDS)).toEqual([{ sql: "id > ?", values: [5] }]);
    expect(searchConditions("updated_at:<'2026-01-01T00:00:00Z'", FIELDS)[0]?.values).toEqual([Date.UTC(2026, 0, 1)]);
    expect(searchConditions(null, FIELDS)).toEqual([]);
  });

  it("is refused where it would be misread", () => {
    expect(() => parseSearch("updated_at:>=2026-01-01T00:00:00Z")).toThrow("must be quoted");
    expect(() => parseSearch("(id:1 OR id:2)")).toThrow("cannot read");
    expect(() => searchConditions("colour:red", FIELDS)).toThrow('the search filter "colour" is absent');
    expect(() => searchConditions("updated_at:yesterday", FIELDS)).toThrow("is no value");
  });
});
