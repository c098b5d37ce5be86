// The list of documents: the form, the results, and the passages that the words stand in.
import { find, lines, load } from "./search.js";
import { around, countHits, element, marked, wordsOf } from "./words.js";

const A_PAGE = 20;
const form = document.getElementById("search");
const box = document.getElementById("filters");
const state = document.getElementById("status");
const results = document.getElementById("results");
const browse = document.getElementById("browse");
let turn = 0;
let languages = {};

start();

async function start() {
  form.hidden = false;
  try {
    // The first letters of words are needed by any search: they come along with the filters.
    load("words.json").catch(() => {});
    const { filters, languages: names } = await load("filters.json");
    languages = names;
    for (const filter of filters) if (filter.values.length) box.append(field(filter));
  } catch {
    state.textContent = "Searching needs the site to be served (equalwork serve), not opened as a file.";
    return;
  }
  fill();
  form.addEventListener("submit", (event) => { event.preventDefault(); remember(); show(); });
  form.addEventListener("change", () => { remember(); show(); });
  form.elements.q.addEventListener("input", later(() => { remember(); show(); }, 150));
  document.getElementById("clear").addEventListener("click", (event) => {
    event.preventDefault();
    form.reset();
    for (const select of box.querySelectorAll("select")) select.value = "";
    form.elements.q.value = "";
    remember();
    show();
    form.elements.q.focus();
  });
  addEventListener("popstate", () => { fill(); show(); });
  show();
}

function field({ name, label, values }) {
  const select = element("select", { id: `f-${name}`, name });
  select.append(element("option", { value: "" }, ["Any"]));
  for (const [id, text, count] of values) select.append(element("option", { value: id }, [`${text} (${count})`]));
  return element("div", { class: "field" }, [element("label", { for: `f-${name}` }, [label]), select]);
}

function fill() {
  const asked = new URLSearchParams(location.search);
  form.elements.q.value = asked.get("q") ?? "";
  for (const select of box.querySelectorAll("select")) select.value = asked.get(select.name) ?? "";
}

function chosen() {
  return [...box.querySelectorAll("select")].filter((one) => one.value).map((one) => [one.name, one.value]);
}

function remember() {
  const asked = new URLSearchParams(chosen());
  if (form.elements.q.value.trim()) asked.set("q", form.elements.q.value);
  history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
}

async function show() {
  const mine = ++turn;
  const text = form.elements.q.value;
  const isAsked = text.trim() || chosen().length;
  browse.hidden = Boolean(isAsked);
  results.hidden = !isAsked;
  if (!isAsked) { state.textContent = ""; results.replaceChildren(); return; }
  const began = performance.now();
  const numbers = await find(text, chosen());
  if (mine !== turn) return;
  const list = element("ul", { class: "docs" });
  await append(list, numbers, 0, text);
  if (mine !== turn) return;
  results.replaceChildren(list);
  const many = numbers.length === 1 ? "1 document" : `${numbers.length.toLocaleString("en")} documents`;
  state.textContent = numbers.length ? `${many}${wordsOf(text).length ? ", best first" : ", newest first"}.` : "No document matches. Try fewer words or filters.";
  results.dataset.milliseconds = String(Math.round(performance.now() - began));
  offerMore(list, numbers, A_PAGE, text);
  quote(list, text, mine);
}

async function append(list, numbers, from, text) {
  const words = wordsOf(text);
  for (const line of await lines(numbers.slice(from, from + A_PAGE))) list.append(entry(line, words));
}

function entry([id, title, when, publisher, kind, language, isWithdrawn, summary], words) {
  const link = element("a", { href: `${id}.html`, lang: language }, marked(title, words));
  const facts = [when, publisher, kind, ...(language === "en" ? [] : [languages[language] ?? language])];
  if (isWithdrawn) facts.push("withdrawn");
  const made = element("li", { "data-id": id }, [link, element("span", { class: "meta" }, [facts.join(" · ")])]);
  if (summary) made.append(element("span", { class: "summary", lang: language }, marked(summary, words)));
  return made;
}

function offerMore(list, numbers, from, text) {
  if (from >= numbers.length) return;
  const button = element("button", { type: "button" }, [`Show more (${(numbers.length - from).toLocaleString("en")} left)`]);
  button.addEventListener("click", async () => {
    button.remove();
    await append(list, numbers, from, text);
    list.children[from]?.querySelector("a").focus();
    offerMore(list, numbers, from + A_PAGE, text);
    quote(list, text, turn);
  });
  results.append(button);
}

// Fetch the pages of the results shown and quote the passage that has most of the words.
async function quote(list, text, mine) {
  const words = wordsOf(text);
  if (!words.length) return;
  const open = [...list.children].filter((one) => !one.dataset.quoted);
  await Promise.all(open.map(async (one) => {
    one.dataset.quoted = "yes";
    const passage = await bestPassage(one.dataset.id, words);
    if (!passage || mine !== turn) return;
    const link = element("a", { class: "passage", href: `${one.dataset.id}.html#${passage.id}`, lang: one.querySelector("a").lang });
    link.append(...marked(around(passage.text, words), words));
    one.append(link);
  }));
}

async function bestPassage(id, words) {
  const answer = await fetch(`${id}.html`);
  if (!answer.ok) return null;
  // A document made by DOMParser runs no scripts and loads nothing.
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  let best = null;
  for (const block of page.querySelectorAll(".text [id]")) {
    const count = countHits(block.textContent, words);
    if (count > (best?.count ?? 0)) best = { id: block.id, text: block.textContent.trim(), count };
  }
  return best;
}

function later(work, milliseconds) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(work, milliseconds); };
}
