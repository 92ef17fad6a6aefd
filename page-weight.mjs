// What a browser fetches to show the built pages, gzipped, and how much that may be.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const FIRST_PAGE = "routes/app._index";

/** Bytes, gzipped: a first visit to the overview, and what going on from there to any other page adds. */
const BUDGET = { script: 195_000, style: 62_000, added: 40_000 };

/**
 * Weighs the pages in `build/client`.
 *
 * Every page links every stylesheet, and fonts are files of their own that a browser keeps.
 *
 * @returns bytes of a first visit's `script` and `style`, and of what the heaviest other page (`addedBy`) adds.
 * @throws {Error} where the folder holds no build.
 */
export function weighPages(client) {
  const assets = readdirSync(join(client, "assets"));
  const manifest = assets.find((name) => /^manifest-.*\.js$/.test(name));
  if (!manifest) throw new Error(`There is no built app in ${client}.`);
  const [, json] = /^[^{]*(\{.*\})[^}]*$/s.exec(readFileSync(join(client, "assets", manifest), "utf8"));
  const { entry, routes } = JSON.parse(json);
  const weightOf = (path) => gzipSync(readFileSync(join(client, path))).length;
  const sum = (paths) => [...paths].reduce((total, path) => total + weightOf(path), 0);

  const scriptsOf = (id) => {
    const scripts = new Set([entry.module, ...entry.imports]);
    for (let route = routes[id]; route; route = routes[route.parentId]) {
      for (const path of [route.module, ...(route.imports ?? [])]) scripts.add(path);
    }
    return scripts;
  };
  const first = scriptsOf(FIRST_PAGE);
  const [addedBy, added] = Object.keys(routes)
    .map((id) => [id, sum([...scriptsOf(id)].filter((path) => !first.has(path)))])
    .reduce((heaviest, page) => (page[1] > heaviest[1] ? page : heaviest));
  const styles = assets.filter((name) => name.endsWith(".css")).map((name) => join("assets", name));
  return { script: sum(first), style: sum(styles), added, addedBy };
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** The weights in one sentence, and one more for each that is over its budget. */
export function judgeWeights({ script, style, added, addedBy }) {
  const over = [
    ["The scripts of a first visit", script, BUDGET.script],
    ["The styles of a first visit", style, BUDGET.style],
    [`What ${addedBy} adds`, added, BUDGET.added],
  ]
    .filter(([, weight, limit]) => weight > limit)
    .map(([what, weight, limit]) => `${what} may be ${kB(limit)}, not ${kB(weight)}.`);
  const sentence = `A first visit fetches ${kB(script)} of script and ${kB(style)} of styles; another page adds at most ${kB(added)} (gzip).`;
  return { sentence, over };
}
