/**
 * Builds what the phone and the pages load, into static/build/: hashed names, compressed beforehand, and
 * manifest.json, by which the server's templates find them. The service worker's list comes from the same metafile.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "static", "build");
/** The app's own; those that an installation asks for are fetched by the browser then. */
const ICON = "/static/icons/icon.svg";
const SOURCES = /\.(tsx?|mjs|json|css|html|svg|png|webmanifest)$/;
const url = (path) => "/" + relative(root, path).replaceAll("\\", "/");
const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  metafile: true,
  charset: "utf8", // French as it is written: each accent escaped is longer, packed too
  legalComments: "none",
  target: ["chrome133", "firefox130", "safari17"],
  outdir: out,
  logLevel: "warning",
};

/**
 * `practice:first` and `practice:rest`: the definitions, split so that the first load has only what the first screens
 * ask. Each is `{vocabularies, forms}`; a vocabulary is first when one of those forms names it.
 */
const FIRST_FORMS = ["quick_log@1"];
/** What no phone fills in, and the lists that it alone asks. */
const PAGES_FORMS = new Set(["setting@1"]);
const PAGES_LISTS = new Set(["weekday", "within_now", "within_hour", "within_day", "first_language", "fewest", "own_answer"]);
/** What only the server, or whoever writes the definitions, asks of them. */
const NOT_ON_PHONES = new Set(["unchecked", "sets", "ref"]);
/** As much of a question: elsewhere these names stand for lists and kinds that phones do ask. */
const NOT_OF_QUESTIONS = new Set(["step", "closing", "quote"]);
const practice = {
  name: "practice",
  setup(builder) {
    const folder = join(root, "peerpwa", "practice");
    const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf-8"));
    const isLeft = (key, holder) => NOT_ON_PHONES.has(key) || (Object.hasOwn(holder, "field") && NOT_OF_QUESTIONS.has(key));
    const toJson = (made) => ({
      contents: JSON.stringify(made, function (key, value) {
        return isLeft(key, this) ? undefined : value;
      }),
      loader: "json",
    });
    builder.onResolve({ filter: /^practice:/ }, ({ path }) => ({ path, namespace: "practice" }));
    builder.onLoad({ filter: /peerpwa.practice.\w+\.json$/ }, ({ path }) => toJson(JSON.parse(readFileSync(path, "utf-8"))));
    builder.onLoad({ filter: /./, namespace: "practice" }, ({ path }) => {
      const isFirst = path === "practice:first";
      const every = readdirSync(join(folder, "forms")).map((name) => name.replace(".json", ""));
      const names = every.filter((name) => !PAGES_FORMS.has(name));
      const asked = FIRST_FORMS.flatMap((name) => withoutExtras(read(`forms/${name}.json`)));
      const first = new Set(asked.flatMap((question) => [question.options ?? [], question.groups ?? []].flat()));
      const forms = names.filter((name) => FIRST_FORMS.includes(name) === isFirst).map((name) => [name, read(`forms/${name}.json`)]);
      const lists = Object.entries(read("vocabularies.json")).filter(([name]) => !PAGES_LISTS.has(name));
      const vocabularies = lists.filter(([name]) => first.has(name) === isFirst);
      return toJson({ vocabularies: Object.fromEntries(vocabularies), forms: Object.fromEntries(forms) });
    });
  },
};

/** jsQR as a module, without its table of Japanese signs, most of its bytes: the codes of our own phones are ASCII. */
const codes = {
  name: "codes",
  setup(builder) {
    builder.onLoad({ filter: /jsqr.dist.jsQR\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf-8").replace(/(\.shiftJISTable = )\{[^}]*\}/, "$1{}");
      return { contents: `const exports = {}, module = { exports };\n${source}\nexport default module.exports;` };
    });
  },
};

/** Questions without those that may be added at the end, if one wants: what these offer comes later too. */
function withoutExtras({ questions, chips, lines }) {
  return questions.filter(({ field }) => !chips.includes(field) || lines.includes(field));
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const version = hashOf(["client", "static", "peerpwa/practice", "templates"]);
const define = { __BUILD__: JSON.stringify(version) };
const entryNames = "[name]-[hash]";
const styles = await build({
  ...shared,
  entryPoints: Object.fromEntries(["app", "more", "pages"].map((name) => [name, `client/styles/${name}.css`])),
  entryNames,
});
const sheet = (name) => outputs(styles).find((file) => file.entry === `client/styles/${name}.css`);
const app = await build({
  ...shared,
  entryPoints: ["client/main.tsx"],
  entryNames,
  chunkNames: entryNames,
  format: "esm",
  splitting: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { ...define, __MORE_SHEET__: JSON.stringify(sheet("more").url) },
  plugins: [practice, codes],
});
const scripts = outputs(app);
/** The entry itself only names the file that holds all that comes first (client/screens/more.tsx): the page asks for that. */
const [whole] = scripts.find((file) => file.entry === "client/main.tsx").imports;
const main = scripts.find((file) => file.path === whole);
/** What is only fetched by whoever wants it, with a signal: practising. */
const keptScripts = scripts.filter((file) => file.entry !== "client/screens/practise.tsx");
const precached = [...keptScripts, sheet("app"), sheet("more")].map((file) => ({ url: file.url, revision: null }));
const kept = [
  ...precached,
  { url: "/app/", revision: version },
  { url: "/app/manifest.webmanifest", revision: version },
  { url: ICON, revision: version },
];
await build({
  ...shared,
  entryPoints: { sw: "client/sw.ts" },
  format: "iife",
  define: { ...define, __PRECACHE__: JSON.stringify(kept), "process.env.NODE_ENV": '"production"' },
});

/** What a supervisor's open page runs: none of it is the phone's. */
const live = outputs(await build({ ...shared, entryPoints: { live: "client/pages/live.ts" }, entryNames, format: "esm" }))[0];
/** Every page of theirs: the key that finds. */
const find = outputs(await build({ ...shared, entryPoints: { find: "client/pages/find.ts" }, entryNames, format: "esm" }))[0];
/** Notices: the page where somebody asks for them, and what shows them while no page is open. */
const notices = outputs(await build({ ...shared, entryPoints: { notices: "client/pages/notices.ts" }, entryNames, format: "esm" }))[0];
/** The week's pictures: Plot and what it needs of D3, for that page alone. */
const pictures = outputs(await build({ ...shared, entryPoints: { pictures: "client/pages/pictures.ts" }, entryNames, format: "esm" }))[0];
/** A record's page: which person stands on which side. */
const sides = outputs(await build({ ...shared, entryPoints: { sides: "client/pages/sides.ts" }, entryNames, format: "esm" }))[0];
await build({ ...shared, entryPoints: { "notices-sw": "client/pages/notices-sw.ts" }, format: "iife" });

const first = [main, ...main.imports.map((path) => scripts.find((file) => file.path === path)), sheet("app")];
writeFileSync(
  join(out, "manifest.json"),
  JSON.stringify({
    build: version,
    main: main.url,
    modulepreload: first.slice(1, -1).map((file) => file.url),
    css: sheet("app").url,
    pages_css: sheet("pages").url,
    live: live.url,
    find: find.url,
    notices: notices.url,
    pictures: pictures.url,
    sides: sides.url,
    precache: kept.map((one) => one.url),
    first: first.map((file) => file.url),
  }),
);

const sizes = compress();
const sum = (files) => (files.reduce((total, file) => total + (sizes.get(file.url) ?? 0), 0) / 1000).toFixed(1);
console.log(`Built ${version}: first load ${sum(first)} kB in ${first.length} files, kept offline ${sum(precached)} kB (brotli).`);

function outputs(result) {
  return Object.entries(result.metafile.outputs).map(([path, made]) => ({
    path,
    url: url(join(root, path)),
    entry: made.entryPoint,
    imports: made.imports.filter((one) => one.kind === "import-statement").map((one) => one.path),
  }));
}

/** Eight signs that stand for everything the phone is built from: the same files that bootstrap.py looks at. */
function hashOf(folders) {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && SOURCES.test(file.name) && !file.name.includes(".test."))
      .filter((file) => !/\/(node_modules|build)\//.test(`${file.parentPath ?? file.path}/`))
      .map((file) => join(file.parentPath ?? file.path, file.name));
    for (const file of files.sort()) hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 8);
}

/** Writes .br and .gz beside each file; answers the brotli size by URL. */
function compress() {
  const sizes = new Map();
  for (const name of readdirSync(out)) {
    if (name === "manifest.json") continue;
    const bytes = readFileSync(join(out, name));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    writeFileSync(join(out, `${name}.br`), brotli);
    writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    sizes.set(url(join(out, name)), brotli.length);
  }
  return sizes;
}
