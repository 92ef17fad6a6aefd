import { z } from "zod";
import type { StagedCustomer } from "~/adapters/db/staging/staged-rows";
import { gidOf, instant } from "./fields";

const customerNode = z.object({ id: gidOf("Customer"), createdAt: instant, updatedAt: instant });

/** @throws {Error} saying what is wrong with the node. */
export function translateCustomer(value: unknown): StagedCustomer {
  const node = customerNode.parse(value);
  return { customerId: node.id, createdAt: node.createdAt, updatedAt: node.updatedAt, isDeleted: false };
}

export function translateDeletedCustomer(customerId: string, deletedAt: Date): StagedCustomer {
  return { customerId, createdAt: deletedAt, updatedAt: deletedAt, isDeleted: true };
}
