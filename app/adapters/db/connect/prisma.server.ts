import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "@prisma/client";
import type pg from "pg";
import type { Tx } from "./tenant.server";

/** What Prisma asks the database through: the connection of the transaction it was called in. */
type Statements = Pick<pg.PoolClient, "query">;

const calledIn = new AsyncLocalStorage<Statements>();

/**
 * The adapter opens nothing, for its own pool never gets a query: what Prisma takes for a new transaction is the one
 * that runs, whose shop, snapshot and end are decided by `withShop`.
 */
function adapter(): PrismaPg {
  const factory = new PrismaPg({});
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const unconnected = await connect();
    unconnected.startTransaction = async () => {
      const client = calledIn.getStore();
      if (client === undefined) throw new Error("Prisma runs within a transaction only: call it through withPrisma.");
      const { provider, adapterName } = unconnected;
      const bound: typeof unconnected = Object.assign(Object.create(unconnected), { client });
      return {
        provider,
        adapterName,
        queryRaw: (query) => bound.queryRaw(query),
        executeRaw: (query) => bound.executeRaw(query),
        // Phantom: no BEGIN, COMMIT or ROLLBACK is sent.
        options: { usePhantomQuery: true },
        commit: async () => {},
        rollback: async () => {},
      };
    };
    return unconnected;
  };
  return factory;
}

/** The transaction ends when its opener says so: Prisma's own bounds are the longest a timer takes. */
const NEVER_MS = 2 ** 31 - 1;

let client: PrismaClient | undefined;

/**
 * Reads and writes small tables through Prisma, within a transaction that is open already. Row security, snapshot and
 * locks are those of `tx`, and SQL before and after is of the same transaction.
 *
 * @throws what the driver threw, not Prisma's wrapping of it: callers know errors by their SQLSTATE.
 */
export async function withPrisma<T>(tx: Tx, work: (prisma: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  client ??= new PrismaClient({ adapter: adapter(), transactionOptions: { maxWait: NEVER_MS, timeout: NEVER_MS } });
  const prisma = client;
  let failure: unknown;
  const query = async (...args: Parameters<Statements["query"]>) => {
    try {
      return await tx.client.query(...args);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  try {
    return await calledIn.run({ query: query as Statements["query"] }, () => prisma.$transaction(work));
  } catch (error) {
    throw failure ?? error;
  }
}
