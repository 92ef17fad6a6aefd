import { beforeEach, describe, expect, it, vi } from "vitest";
import { DatabaseUnavailable } from "./adapters/db/unavailable";
import { authenticated, forShop } from "./shop-request.server";

const doubles = vi.hoisted(() => ({
  admin: vi.fn(),
  ensureInstalled: vi.fn(),
  findShopByDomain: vi.fn(),
  findProfile: vi.fn(),
}));
vi.mock("./shopify.server", () => ({ authenticate: { admin: doubles.admin } }));
vi.mock("./features/context.server", () => ({ appContext: async () => ({ db: {} }) }));
vi.mock("./features/installation/ensure-installed.server", () => ({ ensureInstalled: doubles.ensureInstalled }));
vi.mock("./adapters/db/shops.server", () => ({
  findShopByDomain: doubles.findShopByDomain,
  findProfile: doubles.findProfile,
}));
vi.mock("./adapters/db/tenant.server", () => ({
  withShop: (_db: unknown, _id: string, work: () => unknown) => work(),
}));

const request = new Request("https://comeback.example/app");
const session = { shop: "my-shop.myshopify.com" };
const thrownBy = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);

beforeEach(() => {
  vi.resetAllMocks();
  doubles.admin.mockResolvedValue({ session });
  doubles.findShopByDomain.mockResolvedValue({ id: "7" });
  doubles.findProfile.mockResolvedValue({});
});

describe("forShop", () => {
  it("runs the work for the shop of the session token", async () => {
    expect(await forShop(request, async ({ shopId, domain }) => [shopId, domain])).toEqual(["7", session.shop]);
    expect(doubles.ensureInstalled).not.toHaveBeenCalled();
  });

  it("installs a shop whose directory or profile is not written yet", async () => {
    doubles.findProfile.mockResolvedValueOnce(null);
    await forShop(request, async () => null);
    doubles.findShopByDomain.mockResolvedValueOnce(null);
    await forShop(request, async () => null);
    expect(doubles.ensureInstalled).toHaveBeenCalledTimes(2);
  });

  it("answers 503 when the database is away, at sign-in and later", async () => {
    const away = new DatabaseUnavailable("ECONNREFUSED", null);
    const later = await thrownBy(forShop(request, () => Promise.reject(away)));
    expect(later).toMatchObject({ status: 503 });
    doubles.admin.mockRejectedValue(away);
    expect(await thrownBy(forShop(request, async () => null))).toMatchObject({ status: 503 });
    expect(await thrownBy(authenticated(request))).toMatchObject({ status: 503 });
  });

  it("lets the library's answers and other failures pass", async () => {
    const bounce = new Response(null, { status: 302 });
    doubles.admin.mockRejectedValueOnce(bounce);
    expect(await thrownBy(forShop(request, async () => null))).toBe(bounce);
    const bug = new Error("a bug");
    expect(await thrownBy(forShop(request, () => Promise.reject(bug)))).toBe(bug);
  });
});
