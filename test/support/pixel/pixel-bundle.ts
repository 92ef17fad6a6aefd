import { build } from "esbuild";
import { fileURLToPath } from "node:url";

let bundle: Promise<string> | null = null;

/** The web pixel as one script, built once. */
export function pixelBundle(): Promise<string> {
  bundle ??= build({
    entryPoints: [fileURLToPath(new URL("../../../extensions/web-pixel/src/index.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2020",
  }).then(({ outputFiles }) => outputFiles[0]!.text);
  return bundle;
}
