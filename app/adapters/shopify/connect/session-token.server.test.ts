import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sessionTokenOf, shopOfSessionToken, withRefusedToken } from "./session-token.server";

const API_KEY = "key";
const SECRET = "secret";
const SHOP = "my-shop.myshopify.com";
const NOW = 1_800_000_000;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const hmac = (text: string, secret = SECRET, algorithm = "sha256") =>
  createHmac(algorithm, secret).update(text).digest("base64url");

const GOOD = {
  iss: `https://${SHOP}/admin`,
  dest: `https://${SHOP}`,
  aud: API_KEY,
  sub: "1",
  exp: NOW + 60,
  nbf: NOW,
  iat: NOW,
  jti: "a",
  sid: "b",
};

function token(claims: object = {}, header: object = {}, sign = (text: string) => hmac(text)): string {
  const text = `${part({ alg: "HS256", typ: "JWT", ...header })}.${part({ ...GOOD, ...claims })}`;
  return `${text}.${sign(text)}`;
}

const shopOf = (text: string) => shopOfSessionToken(text, { apiKey: API_KEY, apiSecret: SECRET, now: NOW * 1000 });
const ofHost = (host: string) => ({ iss: `https://${host}/admin`, dest: `https://${host}` });

describe("shopOfSessionToken", () => {
  it.each([
    ["of now", {}],
    ["by a clock ten seconds ahead", { nbf: NOW + 10, iat: NOW + 10, exp: NOW + 70 }],
    ["that ran out nine seconds ago", { nbf: NOW - 69, iat: NOW - 69, exp: NOW - 9 }],
    ["of ten minutes", { exp: NOW + 600 }],
    ["of a shop whose name has digits and dashes", ofHost("0-a-1.myshopify.com")],
  ])("knows the shop of a token %s", (_what, claims) => {
    expect(shopOf(token(claims))).toBe(new URL({ ...GOOD, ...claims }.dest).host);
  });

  it.each([
    ["no issuer", { iss: undefined }],
    ["another shop's issuer", { iss: "https://other.myshopify.com/admin" }],
    ["an issuer that is no admin", { iss: `https://${SHOP}` }],
    ["an issuer with more behind it", { iss: `https://${SHOP}/admin/x` }],
    ["no shop", { dest: undefined }],
    ["a shop that is a number", { dest: 7 }],
    ["a shop that is no address", { dest: SHOP }],
    ["a shop over http", { dest: `http://${SHOP}` }],
    ["a path behind the shop", { dest: `https://${SHOP}/path` }],
    ["a slash behind the shop", { dest: `https://${SHOP}/` }],
    ["a port behind the shop", ofHost(`${SHOP}:443`)],
    ["a user before the shop", ofHost(`a@${SHOP}`)],
    ["a host that only begins like a shop", ofHost(`${SHOP}.evil.example`)],
    ["a host that only ends like a shop", ofHost("evilmyshopify.com")],
    ["a shop below another", ofHost(`a.${SHOP}`)],
    ["a shop in capitals", ofHost(SHOP.toUpperCase())],
    ["a shop that begins with a dash", ofHost("-a.myshopify.com")],
    ["a shop on a second line", ofHost(`evil.example\n${SHOP}`)],
    ["another app's key", { aud: "other" }],
    ["keys of several apps", { aud: [API_KEY, "other"] }],
    ["no key", { aud: undefined }],
    ["no end", { exp: undefined }],
    ["an end long gone", { exp: NOW - 10 }],
    ["an end in a hundred years", { exp: NOW + 100 * 31_536_000 }],
    ["a life of more than ten minutes", { exp: NOW + 601 }],
    ["a long life that it says began lately", { iat: NOW - 590, exp: NOW + 60 }],
    ["an end that is text", { exp: String(NOW + 60) }],
    ["no beginning", { nbf: undefined }],
    ["a beginning to come", { nbf: NOW + 11 }],
    ["no time of issue", { iat: undefined }],
    ["a time of issue in 2099", { iat: 4_070_908_800 }],
    ["a time of issue that is none", { iat: "yesterday" }],
    ["times in milliseconds", { nbf: NOW * 1000, iat: NOW * 1000, exp: (NOW + 60) * 1000 }],
    ["an end before its beginning", { nbf: NOW + 5, iat: NOW + 5, exp: NOW + 1 }],
  ])("refuses a well signed token with %s", (_what, claims) => {
    expect(shopOf(token(claims))).toBeNull();
  });

  it.each([
    ["no signature", token({}, {}, () => "")],
    ["another secret's signature", token({}, {}, (text) => hmac(text, "other"))],
    ["the signature of other bytes", token({}, {}, () => hmac("other"))],
    ["no algorithm", token({}, { alg: "none" }, () => "")],
    ["no algorithm, but signed", token({}, { alg: "none" })],
    ["another algorithm", token({}, { alg: "HS512" }, (text) => hmac(text, SECRET, "sha512"))],
    ["another algorithm's name", token({}, { alg: "RS256" })],
    ["two parts", token().split(".").slice(0, 2).join(".")],
    ["four parts", `${token()}.x`],
    ["a header that is no JSON", `x.${token().split(".")[1]}.${hmac(`x.${token().split(".")[1]}`)}`],
    [
      "claims that are null",
      `${part({ alg: "HS256" })}.${part(null)}.${hmac(`${part({ alg: "HS256" })}.${part(null)}`)}`,
    ],
    ["nothing", ""],
  ])("refuses %s", (_what, text) => {
    expect(shopOf(text)).toBeNull();
  });
});

describe("the token of a request", () => {
  const address = `https://comeback.example/app?shop=${SHOP}&id_token=of-address`;

  it("is the header's, else the address's", () => {
    expect(sessionTokenOf(new Request(address))).toBe("of-address");
    expect(sessionTokenOf(new Request(address, { headers: { Authorization: "Bearer of-header" } }))).toBe("of-header");
    expect(sessionTokenOf(new Request("https://comeback.example/app"))).toBeNull();
  });

  it("can be replaced where it stands by one that is refused", () => {
    const document = withRefusedToken(new Request(address));
    expect(sessionTokenOf(document)).toBe("refused");
    expect(new URL(document.url).searchParams.get("shop")).toBe(SHOP);
    const posted = { method: "POST", body: "a=b", headers: { Authorization: "Bearer of-header" } };
    const fetched = withRefusedToken(new Request(address, posted));
    expect([sessionTokenOf(fetched), fetched.method]).toEqual(["refused", "POST"]);
  });
});
