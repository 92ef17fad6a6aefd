import { describe, expect, it } from "vitest";
import {
  cohortChoice,
  CUSTOMER_TABS,
  customersAddress,
  customerTab,
  fieldsKeptByControls,
  followsRange,
  isPoorShown,
  monthsAhead,
} from "./address";

describe("customerTab", () => {
  it("is the first where the address names none that exists", () => {
    expect(customerTab(new URLSearchParams("tab=groups"))).toBe("groups");
    expect(customerTab(new URLSearchParams("tab=nothing"))).toBe("repeat");
  });
});

describe("followsRange", () => {
  it("holds for what looks at a range, not for the whole history or for now", () => {
    expect(CUSTOMER_TABS.filter(followsRange)).toEqual(["repeat", "value"]);
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

describe("what an address wants of the forecast", () => {
  it("is a year ahead, and nothing poor, unless it says otherwise", () => {
    expect(monthsAhead(new URLSearchParams("ahead=7"))).toBe(12);
    expect(monthsAhead(new URLSearchParams("ahead=24"))).toBe(24);
    expect(isPoorShown(new URLSearchParams("anyway="))).toBe(false);
    expect(isPoorShown(new URLSearchParams("anyway=yes"))).toBe(true);
  });

  it("is taken along within the tab", () => {
    expect(customersAddress("?tab=value&ahead=6&anyway=yes", "value", { ahead: "24" })).toBe(
      "?ahead=24&anyway=yes&tab=value",
    );
    expect(fieldsKeptByControls("churn")).toEqual(["tab", "risk", "bought", "sort", "anyway"]);
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
