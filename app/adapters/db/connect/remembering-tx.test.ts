import { expect, it, vi } from "vitest";
import { rememberingTx } from "./remembering-tx.server";
import type { Tx } from "./tenant.server";

function counting() {
  const query = vi.fn(async (text: string) => ({ rows: [text], rowCount: 1 }));
  return { query, tx: rememberingTx({ query, client: null } as unknown as Tx) };
}

it("asks a question once, and another one with other values", async () => {
  const { query, tx } = counting();
  const first = await tx.query("SELECT $1", ["1"]);
  expect(await tx.query("SELECT $1", ["1"])).toBe(first);
  expect(query).toHaveBeenCalledTimes(1);
  await tx.query("SELECT $1", ["2"]);
  await tx.query("\n  WITH a AS (SELECT $1) SELECT 1", ["1"]);
  expect(query).toHaveBeenCalledTimes(3);
});

it("passes on what is no question every time", async () => {
  const { query, tx } = counting();
  await tx.query("FETCH 10 FROM purchase");
  await tx.query("FETCH 10 FROM purchase");
  expect(query).toHaveBeenCalledTimes(2);
});
