import { builtinModules } from "node:module";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { rooms } from "./rooms.js";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Where a file lies: in a room of the app, in the simulator, or in another folder of the project.
 *
 * A room is told by its `path`: `["features", "page"]`; `["root"]` for the files directly in `app/`. A file directly in
 * a room that holds others lies on its ground, below them all.
 */
export function placeOf(file) {
  const [top, ...folders] = relative(PROJECT, dirname(file)).split(sep);
  // The simulator's commands start the app beside it.
  if (top === "test" && folders[0] === "simulator" && folders[1] !== "commands") return { area: "simulator" };
  if (top !== "app") return { area: top };
  const isTest = /\.test\.tsx?$/.test(file);
  if (folders.length === 0) return { area: "app", isTest, path: ["root"], isKnown: true };
  const path = [];
  for (const name of folders) {
    const inside = roomsIn(path);
    if (inside === undefined) break;
    path.push(name);
    if (!inside.includes(name)) return { area: "app", isTest, path, isKnown: false };
  }
  return { area: "app", isTest, path, isKnown: true };
}

/** The names of the rooms directly in the one at `path`, from the ground up; undefined when it holds none. */
export function roomsIn(path) {
  const inside = path.reduce((within, name) => within?.find((room) => nameOf(room) === name)?.inside, rooms);
  return inside?.map(nameOf);
}

/** A room that holds no others is written as its name. */
const nameOf = (room) => room.name ?? room;

/** What an import stands for, by whatever path it is written: a place of this project or a package. */
export function targetOf(specifier, importer) {
  const path = specifier.replace(/[?#].*$/, "");
  if (path.startsWith("~/")) return placeOf(resolve(PROJECT, "app", path.slice(2)));
  if (path.startsWith("file:")) return placeOf(fileURLToPath(path));
  if (/^(\.{0,2}\/|\.{1,2}$)/.test(path)) return placeOf(resolve(dirname(importer), path));
  return { area: "package", name: builtinModules.includes(path) && !path.startsWith("node:") ? `node:${path}` : path };
}
