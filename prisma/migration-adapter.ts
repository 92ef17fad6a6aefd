import { PrismaPg } from "@prisma/adapter-pg";

type Factory = PrismaPg;
type Adapter = Awaited<ReturnType<Factory["connect"]>>;
type Query = Parameters<Adapter["queryRaw"]>[0];
type ResultSet = Awaited<ReturnType<Adapter["queryRaw"]>>;

/** Catalogue columns of these types (char, name) carry plain text, but the adapter refuses them. */
const TEXT_LIKE_OIDS = [18, 19];
const TEXT_OID = 25;

/**
 * Prisma's PostgreSQL adapter, fit to run migrations without a native engine. Two of its limits matter there
 * (adapter-pg 6.19): it rejects the catalogue types above, and it splits a script at every semicolon, which
 * tears function bodies apart. Both can go when the adapter handles them.
 */
export function migrationAdapter(connectionString: string): Factory {
  const factory = new PrismaPg({ connectionString, max: 1 });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => mended(await connect());
  factory.connectToShadowDb = async () => {
    throw new Error("Migrations are written by hand or by `prisma migrate diff`; no shadow database is used.");
  };
  return factory;
}

function mended(adapter: Adapter): Adapter {
  const client = (adapter as unknown as { client: { query(query: object): Promise<unknown> } }).client;
  const pool = client as { query(text: object | string): Promise<unknown> };
  const original = pool.query.bind(pool);
  pool.query = async (query) => {
    const result = (await original(query)) as { fields?: { dataTypeID: number }[] };
    for (const field of result?.fields ?? []) {
      if (TEXT_LIKE_OIDS.includes(field.dataTypeID)) field.dataTypeID = TEXT_OID;
    }
    return result;
  };
  adapter.executeScript = async (script: string) => {
    await original(script);
  };
  return adapter;
}

export type { Query, ResultSet };
