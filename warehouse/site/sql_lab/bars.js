// Bars that lie: the names of places stand to their left, so that long ones can be read.
import { svg, ticks, words, written } from "./svg.js";

const BAR = 16;
const GAP = 8;
const LETTER = 7;

export function bars({ places, names, value }, width) {
  const labels = places.map(String);
  const left = Math.min(width * 0.4, 12 + LETTER * Math.max(...labels.map((label) => label.length)));
  const most = Math.floor((left - 12) / LETTER);
  const all = places.flatMap((place) => names.map((name) => value(place, name) ?? 0));
  const steps = ticks(Math.min(0, ...all), Math.max(0, ...all));
  const [low, high] = [steps[0], steps.at(-1)];
  const room = width - left - 56;
  const at = (amount) => left + (room * (amount - low)) / (high - low);
  const marks = [];
  let y = GAP;
  places.forEach((place, index) => {
    const middle = y + (BAR * names.length) / 2 + 5;
    const label = labels[index].length > most ? `${labels[index].slice(0, most - 1)}…` : labels[index];
    marks.push(words(label, { x: left - 8, y: middle, "text-anchor": "end" }));
    names.forEach((name, number) => {
      const amount = value(place, name);
      if (amount !== null) marks.push(...bar(at, amount, y, number, `${labels[index]} ${name}: ${written(amount)}`));
      y += BAR;
    });
    y += GAP;
  });
  marks.push(svg("line", { x1: at(0), x2: at(0), y1: 0, y2: y, class: "axis" }));
  return { marks, height: y + 2 };
}

function bar(at, amount, y, number, title) {
  const [from, to] = [at(Math.min(0, amount)), at(Math.max(0, amount))];
  const shape = { x: from, y, width: Math.max(1, to - from), height: BAR - 2, class: `fill-${number + 1}` };
  return [svg("rect", shape, [svg("title", {}, [title])]), words(written(amount), { x: to + 5, y: y + BAR - 4 })];
}
