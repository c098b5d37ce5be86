// An answer as a table. Values go in as text, never as markup.

const WEB = /^https?:\/\//;

export function tableOf({ columns, rows }, limit, documentPage) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const { name, kind } of columns) {
    const cell = element("th", name);
    cell.scope = "col";
    if (kind === "number") cell.className = "n";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, limit)) {
    const line = body.insertRow();
    row.forEach((value, index) => line.append(valueCell(value, columns[index], documentPage)));
  }
  return table;
}

function valueCell(value, { name, kind }, documentPage) {
  const cell = document.createElement("td");
  if (kind === "number") cell.className = "n";
  if (kind === "day" || kind === "moment") cell.className = "d";
  if (value === null) cell.append(element("span", "null", "null"));
  else cell.append(linked(String(value), name, documentPage));
  return cell;
}

// Addresses lead to the source, a document_id to its page here.
function linked(text, column, documentPage) {
  const target = WEB.test(text) && !/\s/.test(text) ? text
    : column === "document_id" ? documentPage.replace("ID", encodeURIComponent(text)) : null;
  if (!target) return document.createTextNode(text);
  const link = element("a", text);
  link.href = target;
  return link;
}

function element(tag, text, style = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (style) made.className = style;
  return made;
}
