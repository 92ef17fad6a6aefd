// Makes a bare clone ready and runs a command in it. Any Node from 18 runs this file: it needs no package, and hands
// over to the pinned Node that npm installs. What it says goes to standard error; standard output is the command's.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { fileURLToPath } from "node:url";
import { judgeWeights, weighPages } from "./page-weight.mjs";
import { generateClient } from "./prisma/generate-client.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const inRoot = (...parts) => join(root, ...parts);
const bin = inRoot("node_modules", ".bin");
const pinnedNode = join(bin, process.platform === "win32" ? "node.cmd" : "node");

/** The npm above this process, which it may have started through a shell. */
function npmProcess() {
  try {
    const [, name, rest] = /\((.*)\) (.*)$/s.exec(readFileSync(`/proc/${process.ppid}/stat`, "utf8"));
    return /^(ba|da|z)?sh$/.test(name) ? Number(rest.split(" ")[1]) : process.ppid;
  } catch {
    return process.ppid;
  }
}

const npm = process.env.npm_lifecycle_event && npmProcess();

const COMMANDS = {
  demo: { script: "test/simulator/commands/demo.ts", needsBuild: true },
  check: { script: "test/simulator/commands/check.ts" },
  test: { script: "test/commands/run-all.ts" },
  build: { needsBuild: true },
  bench: { script: "test/bench/run.ts" },
  mutation: { script: "test/mutation/run.ts" },
};

const HELP = `
Usage: node setup.mjs demo|test|check|build|bench|mutation [options]

Installs and generates what is missing or out of date, builds the app where it is needed, and runs the command:

  demo      the app in a sample shop, with a simulated Shopify
  test      every check and test
  check     imports a data folder and prints the report
  build     the app as it is served
  bench     what has to stay fast, against the plain way of doing it
  mutation  whether the unit tests notice small faults in the numbers

Each of them but build, which has none, explains its own options with --help.
`;

/** Ends with one sentence for people. */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

// ---------------------------------------------------------------- packages

/** Whether what npm noted down in node_modules is what the lockfile asks for. */
function isInstalled() {
  try {
    const read = (...path) => JSON.parse(readFileSync(inRoot(...path), "utf8")).packages;
    const wanted = read("package-lock.json");
    const found = read("node_modules", ".package-lock.json");
    const isSame = Object.entries(wanted).every(([path, { version, optional }]) => {
      if (path === "") return true;
      return path in found ? found[path].version === version : optional === true;
    });
    return isSame && Object.keys(found).every((path) => path in wanted) && existsSync(pinnedNode);
  } catch {
    return false;
  }
}

function install() {
  if (isInstalled()) return;
  process.stderr.write("Installing packages (once; about a minute) ...\n");
  const args = ["ci", "--loglevel=error", "--no-audit", "--no-fund", "--no-update-notifier", "--no-progress"];
  // npm names itself to the scripts it runs; without it the one on the path is used.
  const [command, first] = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, [process.env.npm_execpath]]
    : ["npm", []];
  const { status, error } = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
    // The engines Prisma downloads are not used.
    env: { ...process.env, NODE_ENV: "development", PRISMA_SKIP_POSTINSTALL_GENERATE: "1" },
  });
  if (error) fail(`npm could not be started (${error.message}); install Node with npm and try again.`);
  if (status !== 0) fail("The packages could not be installed; npm says why above.");
}

// ---------------------------------------------------------------- database client

function generate() {
  try {
    generateClient(pinnedNode);
  } catch (error) {
    fail(error.message);
  }
}

// ---------------------------------------------------------------- build

function* filesBelow(folder) {
  for (const entry of readdirSync(inRoot(folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

/** Changes with everything the build is made of. */
function sourceHash() {
  const hash = createHash("sha256");
  const folders = ["app", "public"].filter((folder) => existsSync(inRoot(folder)));
  for (const path of [...folders.flatMap((folder) => [...filesBelow(folder)]), "vite.config.ts", "package-lock.json"]) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(inRoot(path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function build() {
  const stamp = inRoot("build", ".source-hash");
  const hash = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  process.stderr.write("Building the app ...\n");
  rmSync(stamp, { force: true });
  const { status, stdout, stderr } = spawnSync(
    pinnedNode,
    [inRoot("node_modules/@remix-run/dev/dist/cli.js"), "vite:build"],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
  if (status !== 0) fail(`${stdout}${stderr}\nThe app could not be built; the reason stands above.`);
  const { sentence, over } = judgeWeights(weighPages(inRoot("build", "client")));
  process.stderr.write(`${sentence}\n`);
  if (over.length > 0)
    fail(`${over.join("\n")}\nThe pages have become too heavy: load what a first visit can do without later.`);
  writeFileSync(stamp, hash);
}

// ---------------------------------------------------------------- the command

function run(script, args) {
  const child = spawn(pinnedNode, ["--import", "tsx", inRoot(script), ...args], {
    cwd: root,
    // The channel tells the command when this process is gone, killed outright included.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
  });
  // A Ctrl-C in a terminal reaches the command by itself; passed on as well it would count twice.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // An npm that was killed outright tells nobody; outside npm, whoever started this may well be gone by now.
  const watch = setInterval(() => {
    if (!npm || npmProcess() === npm) return;
    // Once: a second signal ends the command in the middle of its stopping.
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 1_000).unref();
  child.on("error", (error) => fail(`The command could not be started: ${error.message}.`));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0);
  });
}

const [name, ...args] = process.argv.slice(2);
if (name === undefined || name === "--help" || name === "-h") {
  process.stdout.write(HELP.trimStart());
  process.exit(name === undefined ? 1 : 0);
}
if (!Object.hasOwn(COMMANDS, name)) fail(`There is no command "${name}"; node setup.mjs --help lists them.`);
if (Number(process.versions.node.split(".")[0]) < 18) fail("Node 18 or later is needed to begin; it fetches the rest.");

const { script, needsBuild } = COMMANDS[name];
const asksForHelp = args.includes("--help") || args.includes("-h");
if (!script && asksForHelp) {
  process.stdout.write(HELP.trimStart());
  process.exit();
}
install();
generate();
if (needsBuild && !asksForHelp) build();
if (script) run(script, args);
