/**
 * The week's pictures, drawn by Observable Plot from the tables that stand in the page: one source, and whoever has no
 * script has the table. No style is written into the page: our sheet knows the marks by their classes, and the sheet
 * that Plot puts into its drawing is taken out before the page sees it (docs/decisions/0017-pictures.md).
 */
import { plot, rect, text } from "@observablehq/plot";

interface Row {
  name: string;
  cells: { size: number; text: string }[];
}
interface Table {
  heads: string[];
  rows: Row[];
  most: number;
}
interface Box {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
}
interface Words {
  x: number;
  y: number;
  text: string;
}
type Drawing = ReturnType<typeof plot>;

const SIZE = 15;
const LINE = 19;
/** About the width of a sign at that size: only to know which names need two lines. */
const SIGN = 8.2;
const LEVELS = 5;
/** A count this small is never the darkest: one log is not a hot spot. */
const LEAST_MOST = 5;
/** Which of a mark's own values say where it stands. */
const corners = { x1: "x1", x2: "x2", y1: "y1", y2: "y2" } as const;
const xy = { x: "x", y: "y", text: "text" } as const;
const label = { className: "name", textAnchor: "start", fontSize: SIZE, lineHeight: LINE / SIZE } as const;
const DRAWN = { bars: drawBars, grid: drawGrid };

for (const table of document.querySelectorAll<HTMLTableElement>("table[data-picture]")) show(table);

/** Draws the table's picture, and anew where its width alters. What can't be drawn opens its table instead. */
function show(table: HTMLTableElement): void {
  const section = table.closest("section")!;
  const place = section.querySelector<HTMLElement>(".picture")!;
  const found = read(table);
  const draw = DRAWN[table.dataset["picture"] as keyof typeof DRAWN];
  let width = 0;
  place.hidden = false;
  new ResizeObserver(() => {
    if (place.clientWidth === width) return;
    width = place.clientWidth;
    try {
      place.replaceChildren(bare(draw(found, width)));
    } catch {
      place.hidden = true;
      section.querySelector("details")!.open = true;
    }
  }).observe(place);
}

function read(table: HTMLTableElement): Table {
  const heads = [...table.tHead!.rows[0]!.cells].slice(1).map((cell) => cell.textContent!.trim());
  const rows = [...table.tBodies[0]!.rows].map((row) => ({
    name: row.querySelector("th")!.dataset["name"]!,
    cells: [...row.querySelectorAll("td")].map((cell) => ({ size: Number(cell.dataset["size"]), text: cell.textContent! })),
  }));
  const most = Number(table.dataset["most"] ?? 0) || Math.max(1, ...rows.flatMap((row) => row.cells.map((cell) => cell.size)));
  return { heads, rows, most };
}

/** A bar a cell: these days filled, the days before hollow below it; the name beside them, or above on a phone. */
function drawBars({ rows, most }: Table, width: number): Drawing {
  const side = width >= 380 ? Math.round(width * 0.42) : 0;
  const nameWidth = (side || width) - 12;
  const full = width - side - 8 - longest(rows) * (SIGN + 2);
  const boxes: Box[][] = [[], []];
  const ends: Words[][] = [[], []];
  const names: Words[] = [];
  let y = 2;
  for (const { name, cells } of rows) {
    const lines = Math.ceil((name.length * SIGN) / nameWidth);
    const top = side ? y : y + lines * LINE + 2;
    names.push({ x: 0, y: y + 1, text: name });
    cells.forEach(({ size, text }, at) => {
      const y1 = top + (at === 0 ? 1 : 22);
      const box = { x1: side, x2: side + Math.max(size > 0 ? 2 : 0, (full * size) / most), y1, y2: y1 + (at === 0 ? 18 : 12) };
      if (size > 0) boxes[at]!.push(box);
      ends[Math.sign(size)]!.push({ x: box.x2 + (size > 0 ? 6 : 0), y: (box.y1 + box.y2) / 2, text });
    });
    y = Math.max(top + (cells.length > 1 ? 38 : 20), side ? y + lines * LINE : 0) + 8;
  }
  return draw(width, y, [
    rect(boxes[0]!, { ...corners, className: "now", rx: 3 }),
    rect(boxes[1]!, { ...corners, className: "before", rx: 3 }),
    text(names, { ...xy, ...label, lineAnchor: "top", lineWidth: nameWidth / SIZE }),
    ...["number zero", "number"].map((className, at) => text(ends[at]!, { ...xy, className, textAnchor: "start", fontSize: SIZE })),
  ]);
}

/** Zones by parts of day: the number stands in each field, and the more there are, the darker it is. */
function drawGrid({ heads, rows, most }: Table, width: number): Drawing {
  const side = width >= 520 ? Math.round(width * 0.3) : 0;
  const column = (width - side) / heads.length;
  const stair = Math.max(...heads.map((head) => head.length * SIGN)) > column ? 2 : 1;
  const boxes: Box[][] = Array.from({ length: LEVELS + 1 }, () => []);
  const numbers: Words[][] = [[], [], []];
  const names: Words[] = [];
  let y = LINE * stair + 6;
  const top = heads.map((head, at) => ({ x: side + column * (at + 0.5), y: LINE * ((at % stair) + 1), text: head }));
  for (const { name, cells } of rows) {
    names.push({ x: 0, y: side ? y + 22 : y + 10, text: name });
    if (!side) y += LINE + 2;
    cells.forEach(({ size, text }, at) => {
      const level = Math.ceil((LEVELS * size) / Math.max(most, LEAST_MOST));
      boxes[level]!.push({ x1: side + column * at + 2, x2: side + column * (at + 1) - 2, y1: y + 2, y2: y + 42 });
      numbers[level > 3 ? 2 : Math.sign(level)]!.push({ x: side + column * (at + 0.5), y: y + 22, text });
    });
    y += side ? 44 : 50;
  }
  return draw(width, y, [
    ...boxes.map((level, at) => rect(level, { ...corners, className: `level-${at}`, rx: 6 })),
    text(top, { ...xy, className: "head", lineAnchor: "bottom", fontSize: SIZE }),
    text(names, { ...xy, ...label, lineWidth: ((side || width) - 8) / SIZE }),
    ...["number zero", "number", "number high"].map((className, at) => text(numbers[at]!, { ...xy, className, fontSize: 17 })),
  ]);
}

function longest(rows: Row[]): number {
  return Math.max(...rows.flatMap((row) => row.cells.map((cell) => cell.text.length)));
}

/** In pixels from the upper left: our rows have names of one or two lines, which no scale of bands knows. */
function draw(width: number, height: number, marks: ReturnType<typeof rect | typeof text>[]): Drawing {
  const pixels = {
    x: { axis: null, domain: [0, width], range: [0, width] },
    y: { axis: null, domain: [0, height], range: [0, height] },
  } as const;
  return plot({ width, height, margin: 0, ...pixels, marks });
}

/** Without the sheet that Plot writes into each drawing: the page's policy allows none, and ours says the same. */
function bare(drawing: Drawing): Drawing {
  drawing.querySelectorAll("style").forEach((sheet) => sheet.remove());
  drawing.setAttribute("aria-hidden", "true");
  return drawing;
}
