import { describe, expect, it } from "vitest";
import { changedValues } from "./live-updates";

const value = (key: string, text: string) => ({ key, label: key, text });

describe("changedValues", () => {
  it("names what reads differently", () => {
    const before = [value("orders", "12"), value("aov", "€40.00")];
    expect(changedValues(before, [value("orders", "13"), value("aov", "€40.00")])).toEqual([value("orders", "13")]);
  });

  it("does not call a number changed that was not there before", () => {
    expect(changedValues([], [value("orders", "13")])).toEqual([]);
  });
});
