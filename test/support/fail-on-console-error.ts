import { afterEach, beforeEach, expect, vi, type MockInstance } from "vitest";

let errors: MockInstance<typeof console.error>;

// An error nobody expected is a failure, even when every assertion holds.
beforeEach(() => {
  errors = vi.spyOn(console, "error");
});

afterEach(() => {
  const { calls } = errors.mock;
  errors.mockRestore();
  expect(calls, "unexpected console.error").toEqual([]);
});
