// The index of the site: small JSON files, fetched when a search first needs them.
import { wordsOf } from "./words.js";

const BASE = new URL("../search/", import.meta.url);
const LINES = 40;
const MOST_ENDINGS = 40;
const kept = new Map();

export function load(name) {
  if (!kept.has(name)) {
    const answer = fetch(new URL(name, BASE)).then((found) => {
      if (!found.ok) throw new Error(`${name}: ${found.status}`);
      return found.json();
    });
    answer.catch(() => kept.delete(name));
    kept.set(name, answer);
  }
  return kept.get(name);
}

// Return the numbers of the documents that have the words and pass the filters: best first, or newest first.
export async function find(text, chosen) {
  const words = wordsOf(text);
  const [scored, allowed] = await Promise.all([
    words.length ? score(words, !/\s$/.test(text)) : null,
    filtered(chosen),
  ]);
  if (scored) {
    const found = [...scored].filter(([number]) => !allowed || allowed.has(number));
    return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
  }
  if (allowed) return [...allowed].sort((a, b) => a - b);
  const { count } = await load("filters.json");
  return [...Array(count).keys()];
}

export async function lines(numbers) {
  const blocks = [...new Set(numbers.map((number) => Math.floor(number / LINES)))];
  const loaded = new Map(await Promise.all(blocks.map(async (block) => [block, await load(`lines-${block}.json`)])));
  return numbers.map((number) => loaded.get(Math.floor(number / LINES))[number % LINES]);
}

// Documents with every word when there are any, else with some; the score adds up over the words.
async function score(words, isOpenEnded) {
  const each = await Promise.all(words.map((word, i) => postings(word, isOpenEnded && i === words.length - 1)));
  const total = new Map();
  const had = new Map();
  for (const scores of each) {
    for (const [number, value] of scores) {
      total.set(number, (total.get(number) ?? 0) + value);
      had.set(number, (had.get(number) ?? 0) + 1);
    }
  }
  const whole = new Map([...total].filter(([number]) => had.get(number) === words.length));
  return whole.size ? whole : total;
}

// Return document → score of one word; of the last one, also of words that begin with it.
async function postings(word, withEndings) {
  const { keys } = await load("words.json");
  const place = [4, 3, 2, 1].map((size) => keys.indexOf([...word].slice(0, size).join(""))).find((at) => at >= 0);
  if (place === undefined) return new Map();
  const terms = await load(`words-${place}.json`);
  const scores = new Map();
  add(scores, terms[word], 1);
  if (withEndings && word.length > 2) {
    const longer = Object.keys(terms).filter((term) => term !== word && term.startsWith(word));
    longer.sort((a, b) => a.length - b.length);
    for (const term of longer.slice(0, MOST_ENDINGS)) add(scores, terms[term], 0.6);
  }
  return scores;
}

function add(scores, steps = [], factor) {
  let number = 0;
  for (let i = 0; i < steps.length; i += 2) {
    number += steps[i];
    scores.set(number, Math.max(scores.get(number) ?? 0, steps[i + 1] * factor));
  }
}

async function filtered(chosen) {
  const sets = await Promise.all(chosen.map(async ([name, id]) => numbersOf((await load(`filter-${name}.json`))[id])));
  if (!sets.length) return null;
  sets.sort((a, b) => a.size - b.size);
  return new Set([...sets[0]].filter((number) => sets.every((set) => set.has(number))));
}

function numbersOf(steps = []) {
  const found = new Set();
  let number = 0;
  for (const step of steps) found.add((number += step));
  return found;
}
