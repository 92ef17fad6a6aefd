import { customerPayload } from "../payloads/payloads";
import { existingCustomer, findCustomer } from "./find-records";
import { writeCustomer, type CustomerRecord } from "./records/customer";
import type { Id } from "./records/values";
import type { ShopContext } from "./shop-context";

export interface CustomerInput {
  readonly id?: Id;
  readonly tags?: readonly string[];
}

export function createCustomer(context: ShopContext, input: CustomerInput = {}): CustomerRecord {
  const { database, shopId, ids, now, profile, emit } = context;
  const id = input.id ?? ids.next("customer");
  if (findCustomer(context, id) !== undefined) throw new RangeError(`customer ${id} exists already`);
  ids.reserve("customer", id);
  const created = { id, createdAt: now(), updatedAt: now(), tags: input.tags ?? [] };
  writeCustomer(database, shopId, created);
  emit("customers/create", customerPayload(profile(), created));
  return created;
}

export function touchCustomer(context: ShopContext, id: Id): void {
  const changed = { ...existingCustomer(context, id), updatedAt: context.now() };
  writeCustomer(context.database, context.shopId, changed);
  context.emit("customers/update", customerPayload(context.profile(), changed));
}
