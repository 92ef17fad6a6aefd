import { beforeEach, expect, it, vi } from "vitest";
import { DatabaseUnavailable } from "./adapters/db/unavailable";
import { afterAuth } from "./after-auth.server";

const doubles = vi.hoisted(() => ({ ensureInstalled: vi.fn(), error: vi.fn() }));
vi.mock("./features/context.server", () => ({ appContext: async () => ({}) }));
vi.mock("./features/installation/ensure-installed.server", () => ({ ensureInstalled: doubles.ensureInstalled }));
vi.mock("./log.server", () => ({ log: { error: doubles.error } }));

const session = { shop: "one.myshopify.com" };

beforeEach(() => {
  doubles.ensureInstalled.mockReset();
  doubles.error.mockReset();
});

it("installs the shop", async () => {
  await afterAuth({ session });
  expect(doubles.ensureInstalled).toHaveBeenCalledWith({}, session);
});

it("asks to come again when the database is away", async () => {
  doubles.ensureInstalled.mockRejectedValue(new DatabaseUnavailable("57P03", new Error("starting up")));
  await expect(afterAuth({ session })).rejects.toMatchObject({ status: 503 });
  expect(doubles.error).not.toHaveBeenCalled();
});

it("logs what Shopify's library would swallow", async () => {
  const failure = new Error("nobody expected this");
  doubles.ensureInstalled.mockRejectedValue(failure);
  await expect(afterAuth({ session })).rejects.toBe(failure);
  expect(doubles.error).toHaveBeenCalledWith({ err: failure, shop: session.shop }, "the shop could not be installed");
});
