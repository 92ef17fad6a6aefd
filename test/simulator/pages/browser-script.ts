import { build } from "esbuild";
import { fileURLToPath } from "node:url";

/** One script for a browser from TypeScript modules; built when it is first asked for. */
export function browserScript(entry: URL): () => Promise<string> {
  let script: Promise<string> | null = null;
  return () => {
    script ??= build({
      entryPoints: [fileURLToPath(entry)],
      bundle: true,
      write: false,
      format: "iife",
      target: "es2022",
    }).then(({ outputFiles }) => outputFiles[0]!.text);
    return script;
  };
}
