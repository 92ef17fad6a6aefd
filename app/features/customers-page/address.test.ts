import { describe, expect, it } from "vitest";
import { cohortChoice, customersAddress, customerTab, fieldsKeptByControls } from "./address";

describe("customerTab", () => {
  it("is the first where the address names none that exists", () => {
    expect(customerTab(new URLSearchParams("tab=groups"))).toBe("groups");
    expect(customerTab(new URLSearchParams("tab=churn"))).toBe("repeat");
  });
});

describe("cohortChoice", () => {
  it("falls back to the share of returning customers by month", () => {
    expect(cohortChoice(new URLSearchParams("period=week&measure=profit"))).toEqual({
      period: "week",
      measure: "returning",
      scale: "share",
    });
  });
});

describe("customersAddress", () => {
  const search = "?host=h&tab=cohorts&range=today&country=DE&period=week&id_token=secret";

  it("keeps range, filter and frame, and what belongs to the tab only in it", () => {
    expect(customersAddress(search, "value")).toBe("?host=h&range=today&country=DE&tab=value");
    expect(customersAddress(search, "cohorts", { measure: "value" })).toBe(
      "?host=h&range=today&country=DE&period=week&tab=cohorts&measure=value",
    );
  });

  it("begins a list again when something else changes", () => {
    expect(customersAddress("?tab=groups&group=best&page=3", "groups", { group: "loyal" })).toBe(
      "?group=loyal&tab=groups",
    );
    expect(fieldsKeptByControls("groups")).toEqual(["tab", "group"]);
  });
});
