import { placeOf, roomsIn, targetOf } from "./places.js";
import { packages, rooms } from "./rooms.js";

const OF_TEST = "The app must not know the simulator or any test: it reaches them by URL and credentials.";
const OF_PROJECT = "The app stands on its own: what it needs of the project's other folders moves into app.";
const OF_SIMULATOR =
  "The simulator stands for Shopify: it shares no code with the app, at most the API types in ~/types.";
const UNREADABLE = "Name the module in the import itself: an import that cannot be read cannot be judged.";

/** Refuses every import that runs against `rooms` and `packages`. */
export const wall = {
  meta: { type: "problem", schema: [], docs: { description: "who may import whom" } },
  create(context) {
    const from = placeOf(context.filename);
    if (from.area !== "app" && from.area !== "simulator") return {};
    const whyNot = from.area === "app" ? whyNotInApp : whyNotInSimulator;
    const check = (node) => {
      const specifier = textOf(node);
      const message = whyNot(specifier === null ? null : targetOf(specifier, context.filename), from);
      if (message !== null) context.report({ node, message });
    };
    const checkSource = ({ source }) => source && check(source);
    return {
      ImportDeclaration: checkSource,
      ImportExpression: checkSource,
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      TSImportType: checkSource,
      TSExternalModuleReference: ({ expression }) => check(expression),
      "CallExpression[callee.name='require']": ({ arguments: [source] }) => source && check(source),
    };
  },
};

/** The sentence that refuses an import, or null; a target of null is one only known at run time. */
function whyNotInApp(to, from) {
  if (to?.area === "app") return whyNotRoom(to, from);
  if (from.isTest) return null;
  // A command loads the build, from where it finds it.
  if (to === null) return from.path[0] === "commands" ? null : UNREADABLE;
  if (to.area === "package") return whyNotPackage(to.name, from);
  return to.area === "test" || to.area === "simulator" ? OF_TEST : OF_PROJECT;
}

function whyNotInSimulator(to) {
  return to?.area === "app" && to.path[0] !== "types" ? OF_SIMULATOR : null;
}

function whyNotRoom(to, from) {
  const unknown = [from, to].find(({ isKnown }) => !isKnown);
  if (unknown) return `app/${unknown.path.join("/")} has no place yet: give it one in lint/rooms.js.`;
  const shared = from.path.findIndex((name, depth) => name !== to.path[depth]);
  // The same room, or one inside it, which stands above its ground.
  if (shared === -1) return from.path.length === to.path.length ? null : standsBelow(from.path, to.path);
  if (shared > 0) return whyNotInside(to.path, from.path, shared);
  const index = rooms.findIndex(({ name }) => name === from.path[0]);
  const { imports, otherwise } = rooms[index];
  const isBelow = rooms.slice(0, index).some(({ name }) => name === to.path[0]);
  return isBelow && imports.includes(to.path[0]) ? null : otherwise;
}

/** Two rooms, or the ground and a room, inside the one whose path both begin with. */
function whyNotInside(to, from, depth) {
  const names = roomsIn(from.slice(0, depth));
  // The ground has no name, so its place is -1: below every room.
  if (names.indexOf(to[depth]) < names.indexOf(from[depth])) return null;
  return standsBelow(from.slice(0, depth + 1), to.slice(0, depth + 1));
}

function standsBelow(from, to) {
  const [lower, upper] = [from, to].map((path) => path.join("/"));
  return `${lower} stands below ${upper}: move what both need into ${lower} or further down.`;
}

function whyNotPackage(name, from) {
  const [floor] = from.path;
  const { packages: allowed, otherwise } = rooms.find((each) => each.name === floor) ?? {};
  if (allowed === "none") return otherwise;
  const rule = packages.find(({ names }) => names.some((pattern) => fits(pattern, name)));
  const around = from.path.map((_, depth) => from.path.slice(0, depth + 1).join("/"));
  return rule === undefined || around.some((room) => rule.rooms.includes(room)) ? null : rule.otherwise;
}

/** Whether `pattern`, in which `*` stands for anything, names a package or what that holds. */
function fits(pattern, name) {
  const expression = pattern.replaceAll(".", "\\.").replaceAll("*", ".*");
  return new RegExp(`^${expression}(/.*)?$`).test(name);
}

/** What an import says as text; null when that is known only at run time. */
function textOf(node) {
  if (node.type === "TSLiteralType") return textOf(node.literal);
  if (node.type === "TemplateLiteral") return node.expressions.length === 0 ? node.quasis[0].value.cooked : null;
  return typeof node.value === "string" ? node.value : null;
}
