// Elements of a drawing, and round numbers for its axes.

const SPACE = "http://www.w3.org/2000/svg";

export function svg(tag, attributes, children = []) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function words(text, attributes) {
  return svg("text", attributes, [text]);
}

export function written(value) {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}

// Round numbers from nothing (or below) to at least the largest value: [0, 20, 40, 60].
export function ticks(low, high, wanted = 4) {
  const span = high - low || 1;
  const raw = span / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= raw);
  const from = Math.floor(low / step);
  const count = Math.ceil(high / step - 1e-9) - from;
  return Array.from({ length: Math.max(1, count) + 1 }, (_, index) => (from + index) * step);
}
