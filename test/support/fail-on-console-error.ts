import { afterEach, beforeEach, expect, vi } from "vitest";

// An error nobody expected is a failure, even when every assertion holds.
beforeEach(() => {
  vi.spyOn(console, "error");
});

afterEach(() => {
  const { calls } = vi.mocked(console.error).mock;
  vi.restoreAllMocks();
  expect(calls, "unexpected console.error").toEqual([]);
});
