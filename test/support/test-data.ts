import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, resolve } from "node:path";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** Why a test that needs published logs is skipped. */
export const TEST_DATA_MISSING =
  "the published logs are not here: set COMEBACK_TEST_DATA to the folder that holds clv, metrics and recs";

/**
 * The path of one of the published logs and reference values, such as `recs/bakery.csv.gz`, below the folder
 * named by COMEBACK_TEST_DATA (default `../shared/data`, seen from the project); null when it is not there.
 */
export function testData(path: string): string | null {
  const root = resolve(PROJECT, process.env["COMEBACK_TEST_DATA"] ?? "../shared/data");
  const file = join(root, path);
  return existsSync(file) ? file : null;
}
