import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

/** Catalogue columns of these types ("char", name) carry plain text, but the adapter refuses them. */
const TEXT_LIKE_OIDS = [18, 19];
const TEXT_OID = 25;

interface RowDescription {
  fields: { dataTypeID: number }[];
}

/**
 * Prisma's PostgreSQL adapter, fit to run migrations without a native engine. Two limits of adapter-pg 6.19 matter
 * there: it rejects the catalogue types above, and it splits a script at every semicolon, which tears function
 * bodies apart. This can go when the adapter handles both.
 */
export function migrationAdapter(connectionString: string) {
  // The command line never closes what it opened, and must not wait for idle connections to time out.
  const pool = new pg.Pool({ connectionString, max: 4, allowExitOnIdle: true });
  pool.on("connect", (client) => {
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.prependListener("rowDescription", ({ fields }: RowDescription) => {
      for (const field of fields) if (TEXT_LIKE_OIDS.includes(field.dataTypeID)) field.dataTypeID = TEXT_OID;
    });
  });
  const factory = new PrismaPg(pool, { disposeExternalPool: true });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => void (await pool.query(script));
    return adapter;
  };
  return factory;
}
