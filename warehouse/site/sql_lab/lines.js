// Lines over years, days or whatever has an order; points stay apart as their values do.
import { svg, ticks, words, written } from "./svg.js";

const HEIGHT = 300;
const LEFT = 52;
const RIGHT = 44;
const BOTTOM = HEIGHT - 30;
const LABEL = 84;

export function lines({ places, names, value }, width) {
  const all = places.flatMap((place) => names.map((name) => value(place, name) ?? 0));
  const steps = ticks(Math.min(0, ...all), Math.max(0, ...all));
  const across = scale(places, width);
  const up = (amount) => BOTTOM - ((BOTTOM - 12) * (amount - steps[0])) / (steps.at(-1) - steps[0]);
  const marks = steps.flatMap((step) => [
    svg("line", { x1: LEFT, x2: width - RIGHT, y1: up(step), y2: up(step), class: step === 0 ? "axis" : "grid" }),
    words(written(step), { x: LEFT - 8, y: up(step) + 4, "text-anchor": "end" }),
  ]);
  marks.push(...labels(places, across, width));
  names.forEach((name, number) => {
    const points = places
      .map((place) => [place, value(place, name)])
      .filter(([, amount]) => amount !== null)
      .map(([place, amount]) => ({ x: across(place), y: up(amount), title: `${place} ${name}: ${written(amount)}` }));
    marks.push(...line(points, number));
  });
  return { marks, height: HEIGHT };
}

function line(points, number) {
  const path = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return [
    svg("polyline", { points: path, class: `stroke-${number + 1}` }),
    ...points.map(({ x, y, title }) =>
      svg("circle", { cx: x, cy: y, r: 3.5, class: `fill-${number + 1}` }, [svg("title", {}, [title])])),
  ];
}

// Numbers and days lie where they belong, texts one after the other.
function scale(places, width) {
  const amounts = places.map((place, index) => (isOnScale(place) ? measure(place) : index));
  const known = new Map(places.map((place, index) => [place, amounts[index]]));
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const room = width - LEFT - RIGHT;
  return (place) => LEFT + (high === low ? room / 2 : (room * (known.get(place) - low)) / (high - low));
}

function isOnScale(place) {
  return typeof place === "number" || !Number.isNaN(measure(place));
}

// 2024-03-09 02:15:00+00 becomes 2024-03-09T02:15:00+00:00, which every browser reads.
function measure(place) {
  return typeof place === "number" ? place : Date.parse(String(place).replace(" ", "T").replace(/\+00$/, "+00:00"));
}

function labels(places, across, width) {
  const most = Math.max(2, Math.floor((width - LEFT - RIGHT) / LABEL));
  const every = Math.ceil(places.length / most);
  return places.filter((_, index) => index % every === 0).map((place) =>
    words(String(place).slice(0, 10), { x: across(place), y: BOTTOM + 20, "text-anchor": "middle" }));
}
