import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { webPixelOf } from "../../simulator/store/web-pixel";
import { startFixture, type Fixture } from "./fixture";

const SCOPES = ["read_orders", "write_pixels", "read_customer_events"];
const SETTINGS = { accountID: "7-key", endpoint: "https://app.example/events" };

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
  fixture.shop.setScopes(SCOPES);
});
afterEach(() => fixture.close());

interface Payload {
  readonly webPixel?: { readonly id: string; readonly settings: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

async function run(mutation: string, variables: Record<string, unknown>): Promise<Payload> {
  const { data } = await fixture.graphql(mutation, variables);
  return Object.values(data ?? {})[0] as Payload;
}
const create = (settings: unknown) =>
  run(
    "mutation ($settings: JSON!) { webPixelCreate(webPixel: { settings: $settings }) { webPixel { id settings } userErrors { code } } }",
    { settings },
  );
const update = (id: string, settings: unknown) =>
  run(
    "mutation ($id: ID!, $settings: JSON!) { webPixelUpdate(id: $id, webPixel: { settings: $settings }) { webPixel { id settings } userErrors { code } } }",
    { id, settings },
  );
const remove = (id: string) =>
  run("mutation ($id: ID!) { webPixelDelete(id: $id) { deletedWebPixelId userErrors { code } } }", { id });
const own = () => fixture.graphql("{ webPixel { id settings } }");
const codes = ({ userErrors }: Payload) => userErrors.map(({ code }) => code);

describe("web pixels", () => {
  it("are one an app and shop, with settings that come back as text", async () => {
    expect((await own()).errors).toHaveLength(1);
    const { webPixel } = await create(SETTINGS);
    const standing = { id: webPixel?.id, settings: JSON.stringify(SETTINGS) };
    expect((await own()).data?.["webPixel"]).toEqual(standing);
    expect(codes(await create(SETTINGS))).toEqual(["TAKEN"]);
    expect((await own()).data?.["webPixel"]).toEqual(standing);
  });

  it("take exactly the settings their extension names", async () => {
    for (const wrong of [
      { ...SETTINGS, more: "x" },
      { ...SETTINGS, accountID: 7 },
      { ...SETTINGS, accountID: "" },
      { ...SETTINGS, endpoint: "x".repeat(256) },
      { accountID: "7-key" },
    ]) {
      expect(codes(await create(wrong)), JSON.stringify(wrong)).toEqual(["INVALID_SETTINGS"]);
    }
    for (const wrong of ["{", "[]", 7]) expect(codes(await create(wrong))).toEqual(["INVALID_CONFIGURATION_JSON"]);
    expect(codes(await create(JSON.stringify(SETTINGS)))).toEqual([]);
  });

  it("can be changed and ended by their id alone", async () => {
    const id = (await create(SETTINGS)).webPixel?.id ?? "";
    const other = "gid://shopify/WebPixel/1";
    expect(codes(await update(other, SETTINGS))).toEqual(["NOT_FOUND"]);
    expect((await update(id, { ...SETTINGS, accountID: "7-new" })).webPixel?.settings).toContain("7-new");
    expect(codes(await remove(other))).toEqual(["NOT_FOUND"]);
    expect(codes(await remove(id))).toEqual([]);
    expect((await own()).errors).toHaveLength(1);
  });

  it.each(["write_pixels", "read_customer_events"])("need %s, and end when it is taken back", async (scope) => {
    await create(SETTINGS);
    fixture.shop.setScopes(SCOPES.filter((each) => each !== scope));
    const { errors } = await fixture.graphql(
      'mutation { webPixelDelete(id: "gid://shopify/WebPixel/1") { userErrors { code } } }',
    );
    expect(errors?.[0]?.extensions?.["code"]).toBe("ACCESS_DENIED");
    fixture.shop.setScopes(SCOPES);
    expect((await own()).errors).toHaveLength(1);
  });

  it("end with the installation", async () => {
    await create(SETTINGS);
    fixture.shop.uninstall();
    expect(webPixelOf(fixture.simulator.store.database, fixture.shop.id)).toBeNull();
  });
});
