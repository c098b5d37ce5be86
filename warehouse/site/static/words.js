// Words as the index has them, and marking them in a text. No text from outside is ever read as markup.

export function wordsOf(text) {
  const plain = fold(text);
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => [...word].length > 1))];
}

export function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}

// Return nodes for a text, the words that begin with one of `wanted` in <mark>.
export function marked(text, wanted) {
  const nodes = [];
  for (const part of text.split(/([^\p{L}\p{N}\p{M}]+)/u)) {
    const isHit = part && wanted.some((word) => hits(fold(part), word));
    nodes.push(isHit ? element("mark", {}, [part]) : part);
  }
  return nodes;
}

export function countHits(text, wanted) {
  const found = new Set(fold(text).split(/[^\p{L}\p{N}]+/u));
  return wanted.filter((word) => found.has(word)).length;
}

function hits(part, word) {
  return part === word || (word.length > 3 && part.startsWith(word));
}

// Return the words around the first hit of a long text.
export function around(text, wanted, size = 40) {
  const parts = text.split(/\s+/);
  if (parts.length <= size) return text;
  const first = Math.max(parts.findIndex((part) => wanted.some((word) => hits(fold(part).replace(/[^\p{L}\p{N}]/gu, ""), word))), 0);
  const start = Math.max(Math.min(first - 8, parts.length - size), 0);
  const end = start + size;
  return (start ? "… " : "") + parts.slice(start, end).join(" ") + (end < parts.length ? " …" : "");
}

export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
