// Bars and lines from an answer, as SVG with the colours of the page. The table beside it is its text.
import { bars } from "./bars.js";
import { lines } from "./lines.js";
import { svg } from "./svg.js";

const MOST_SERIES = 6;
const MOST_BARS = 40;
// year, first_published_on, month
const TIME = /year|month|_on$|_at$/;

// Returns what to draw at first: {kind, x, y, series, numbers}, or null when there is nothing to count with.
export function choicesFor({ columns, rows }) {
  const isTime = ({ name, kind }) => kind !== "text" && TIME.test(name);
  const numbers = columns.map((_, index) => index).filter((index) => columns[index].kind === "number");
  const amounts = numbers.filter((index) => !isTime(columns[index]));
  const x = columns.findIndex((column) => column.kind !== "number" || isTime(column));
  if (rows.length < 2 || x < 0 || !amounts.length) return null;
  const series = columns.findIndex(({ kind }, index) => index !== x && kind === "text" && isFew(rows, index));
  return {
    kind: isTime(columns[x]) ? "lines" : "bars", x, y: amounts[0], series: series < 0 ? null : series, numbers,
  };
}

// A column that splits the rows into a few groups; one with a value of its own in each row does not.
function isFew(rows, index) {
  const values = new Set(rows.map((row) => row[index]));
  return values.size > 1 && values.size <= MOST_SERIES && values.size < rows.length;
}

export function chartOf({ columns, rows }, { kind, x, y, series }, width) {
  const isOrdered = columns[x].kind !== "text";
  const data = collected(rows, { x, y, series }, isOrdered);
  const label = `${columns[y].name} by ${columns[x].name}${series === null ? "" : ` and ${columns[series].name}`}`;
  const wide = Math.max(280, Math.min(width, 1000));
  const cut = kind === "bars" ? data.places.length - MOST_BARS : 0;
  if (cut > 0) data.places = data.places.slice(0, MOST_BARS);
  const drawn = (kind === "bars" ? bars : lines)(data, wide);
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = label + (cut > 0 ? `: the first ${MOST_BARS} of ${MOST_BARS + cut}` : "");
  const image = svg("svg", { viewBox: `0 0 ${wide} ${drawn.height}`, width: wide, height: drawn.height, role: "img",
    "aria-label": `${label}. The table below holds the values.` }, drawn.marks);
  figure.className = "chart";
  figure.append(caption, ...legend(data.names), image);
  return figure;
}

// {places: [x], names: [series], value(place, name)}; amounts of one place and series are added up.
function collected(rows, { x, y, series }, isOrdered) {
  const places = [...new Set(rows.map((row) => row[x]))].filter((place) => place !== null);
  if (isOrdered) places.sort((a, b) => (a < b ? -1 : 1));
  const name = (row) => (series === null ? "" : String(row[series]));
  const names = [...new Set(rows.map(name))].slice(0, MOST_SERIES);
  const sums = new Map();
  for (const row of rows) {
    const place = `${row[x]}\u0000${name(row)}`;
    if (row[y] !== null) sums.set(place, (sums.get(place) ?? 0) + Number(row[y]));
  }
  return { places, names, value: (place, one) => sums.get(`${place}\u0000${one}`) ?? null };
}

function legend(names) {
  if (names.length < 2) return [];
  const list = document.createElement("ul");
  list.className = "legend";
  names.forEach((name, index) => {
    const item = document.createElement("li");
    const patch = svg("svg", { viewBox: "0 0 10 10", width: 12, height: 12, "aria-hidden": "true" },
      [svg("rect", { width: 10, height: 10, class: `fill-${index + 1}` })]);
    item.append(patch, ` ${name}`);
    list.append(item);
  });
  return [list];
}
