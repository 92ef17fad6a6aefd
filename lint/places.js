import { builtinModules } from "node:module";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { rooms } from "./rooms.js";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Where a file lies: in a room of the app (`domain`; `features/page`, on the floor `features`; `root` for the files
 * directly in `app/`), in the simulator, or in another folder of the project.
 */
export function placeOf(file) {
  const [top, second, inner] = relative(PROJECT, file).split(sep);
  // The simulator's commands start the app beside it.
  if (top === "test" && second === "simulator" && inner !== "commands") return { area: "simulator" };
  if (top !== "app") return { area: top };
  const isTest = /\.test\.tsx?$/.test(file);
  const known = rooms.find(({ name }) => name === second);
  if (known?.inside) {
    const isKnown = known.inside.includes(inner);
    return { area: "app", isTest, floor: second, inner, room: `${second}/${inner}`, isKnown };
  }
  const room = known === undefined && inner === undefined ? "root" : second;
  return { area: "app", isTest, floor: room, room, isKnown: known !== undefined || room === "root" };
}

/** What an import stands for, by whatever path it is written: a place of this project or a package. */
export function targetOf(specifier, importer) {
  const path = specifier.replace(/[?#].*$/, "");
  if (path.startsWith("~/")) return placeOf(resolve(PROJECT, "app", path.slice(2)));
  if (path.startsWith("file:")) return placeOf(fileURLToPath(path));
  if (/^(\.{0,2}\/|\.{1,2}$)/.test(path)) return placeOf(resolve(dirname(importer), path));
  return { area: "package", name: builtinModules.includes(path) && !path.startsWith("node:") ? `node:${path}` : path };
}
