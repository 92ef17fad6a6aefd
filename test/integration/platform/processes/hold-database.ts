import { ensureEmbeddedDatabase } from "~/embedded-postgres/embedded.server";

// Holds an embedded database until it is told to let go.
const [dataDir = "", port] = process.argv.slice(2);
try {
  const { ownerUrl, serverPid, stop } = await ensureEmbeddedDatabase({ dataDir, port: Number(port ?? 0) });
  process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
  process.stdout.write(`${JSON.stringify({ ownerUrl, serverPid })}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
