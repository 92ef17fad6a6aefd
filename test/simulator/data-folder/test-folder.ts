import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { openStore, type Store } from "../store/store";
import { loadDataFolder } from "./load-data-folder";

export const shop = { name: "Soap", domain: "soap.myshopify.com", ianaTimezone: "Europe/Berlin", currencyCode: "EUR" };
export const product = {
  id: 7,
  title: "Bar",
  handle: "bar",
  variants: [{ id: 70, title: "Small", price: "10.00", inventory: 3 }],
};
export const line = { productId: 7, quantity: 2, unitPrice: "10.00" };
export const order = { id: 1, name: "#1001", customerId: 5, processedAt: "2026-01-05T10:00:00Z", lines: [line] };
export const checkout = {
  id: 9,
  token: "t9",
  hasContact: true,
  startedAt: "2026-01-05T09:00:00Z",
  updatedAt: "2026-01-05T09:12:00Z",
  lines: [{ productId: 7, quantity: 1 }],
};
export const event = { id: "e1", clientId: "v1", at: "2026-01-05T09:00:00Z", name: "page_viewed" };

interface TestFolder {
  readonly directory: string;
  readonly store: Store;
  /** Writes the folder with `changes` over a small correct one; an array is a file of rows, a string its text. */
  write(changes?: Record<string, unknown>): void;
  /** Why the folder written like this is refused; nothing of it is kept. */
  refusal(changes: Record<string, unknown>): string;
}

/** A new folder and a new store for each test of the file. */
export function testFolder(): TestFolder {
  let directory: string;
  let store: Store;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "data-folder-"));
    store = openStore({ file: ":memory:" });
  });
  afterEach(() => {
    store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function write(changes: Record<string, unknown> = {}): void {
    const files: Record<string, unknown> = {
      "shop.json": JSON.stringify(shop),
      "products.jsonl": [product],
      "orders.jsonl": [order],
      ...changes,
    };
    for (const [name, content] of Object.entries(files)) {
      if (content === null) continue;
      const text =
        typeof content === "string" ? content : (content as unknown[]).map((row) => JSON.stringify(row)).join("\n");
      writeFileSync(join(directory, name), text);
    }
  }

  function refusal(changes: Record<string, unknown>): string {
    write(changes);
    try {
      loadDataFolder(store, directory);
    } catch (error) {
      expect((error as Error).name).toBe("DataFolderError");
      expect(store.shops()).toEqual([]);
      expect(store.database.get(`SELECT count(*) AS n FROM "order"`)?.["n"]).toBe(0);
      return (error as Error).message;
    }
    throw new Error("the folder was not refused");
  }

  return {
    get directory() {
      return directory;
    },
    get store() {
      return store;
    },
    write,
    refusal,
  };
}
