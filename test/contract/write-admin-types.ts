import { writeFile } from "node:fs/promises";
import { ADMIN_TYPES_FILE, adminTypes } from "./admin-types";

await writeFile(ADMIN_TYPES_FILE, await adminTypes());
