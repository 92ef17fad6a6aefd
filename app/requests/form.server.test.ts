import { describe, expect, it } from "vitest";
import { readForm } from "./form.server";

const ADDRESS = "https://comeback.example/app/goals";
const post = (body: BodyInit | null, type?: string) =>
  new Request(ADDRESS, { method: "POST", body, ...(type !== undefined && { headers: { "Content-Type": type } }) });
const URL_ENCODED = "application/x-www-form-urlencoded";
const multipart = (name: string, value: string) => {
  const form = new FormData();
  form.set(name, value);
  return post(form);
};

describe("readForm", () => {
  it("reads the fields however they were sent, and none when nothing was", async () => {
    expect([...(await readForm(post("intent=save&key=aov", URL_ENCODED)))]).toEqual([
      ["intent", "save"],
      ["key", "aov"],
    ]);
    expect((await readForm(multipart("key", "aov"))).get("key")).toBe("aov");
    expect([...(await readForm(post(null)))]).toEqual([]);
  });

  it.each([
    ["NUL in a value", post("key=a%00b", URL_ENCODED)],
    ["NUL in a name", post("k%00=a", URL_ENCODED)],
    ["NUL in a part", multipart("key", "a\0b")],
    ["a body of another kind", post("{}", "application/json")],
    ["a body of no kind", post(new Uint8Array([1, 2]))],
    ["parts that are none", post("no parts", "multipart/form-data; boundary=x")],
  ])("W10: answers 400 to %s", async (_what, request) => {
    await expect(readForm(request)).rejects.toMatchObject({ status: 400 });
  });
});
