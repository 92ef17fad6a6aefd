import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const routes = readdirSync(new URL(".", import.meta.url))
  .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
  .map((name) => ({ name, source: readFileSync(new URL(name, import.meta.url), "utf8") }));
const authenticated = routes.filter(({ source }) => /\b(forShop|authenticated)\(/.test(source));

describe("authenticated routes", () => {
  it("are found", () => {
    expect(authenticated.map(({ name }) => name)).toContain("app.tsx");
  });

  // With single fetch a header thrown by a loader is lost unless the leaf route passes it on: sign-in again
  // and leaving the frame would then silently do nothing.
  it.each(authenticated)("$name passes on the headers of the library", ({ source }) => {
    expect(source).toMatch(/export const headers: HeadersFunction = \(args\) => boundary\.headers\(args\);/);
  });

  it("are all that live under /app and /auth", () => {
    const open = routes.filter(
      ({ name }) => /^(app|auth)\./.test(name) && !authenticated.some((other) => other.name === name),
    );
    expect(open.map(({ name }) => name)).toEqual(["auth.login.tsx"]);
  });
});

describe("every route", () => {
  // The library's boundary compares a class name that minifying changes, and then throws in production only.
  it.each(routes)("$name keeps clear of the library's error boundary", ({ source }) => {
    expect(source).not.toContain("boundary.error");
  });

  it.each(routes)("$name has named components, which hot reload needs to keep state", ({ source }) => {
    expect(source).not.toMatch(/export default (\(|function \()/);
  });
});
