// The SQL page: nothing of the engine is asked for before Start is pressed.
import { asCsv, saveAs } from "./csv.js";
import { chartOf, choicesFor } from "./chart.js";
import { tableOf } from "./table.js";

const SHOWN_ROWS = 500;
const lab = document.getElementById("lab");
const part = (name) => lab.querySelector(`[data-part="${name}"]`);
const [editor, startButton, runButton, stopButton, state, failure, result] =
  ["editor", "start", "run", "stop", "state", "failure", "result"].map(part);
// The worker and the engine resolve a relative address against their own: they get whole ones.
const address = (name) => new URL(lab.dataset[name], document.baseURI).href;

let engine = null;
let answer = null;
let isBusy = false;

lab.hidden = false;
offerQuestions();
startButton.addEventListener("click", () => begin());
runButton.addEventListener("click", () => ask());
stopButton.addEventListener("click", () => stop("Stopped. Start loads the engine again."));
part("csv").addEventListener("click", () => saveAs("equalwork.csv", "text/csv", asCsv(answer)));
for (const name of ["kind", "x", "y", "series"]) part(name).addEventListener("change", draw);
editor.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (engine) ask();
    else begin();
  }
});

// Every question gets a button in place of its plain title.
function offerQuestions() {
  for (const title of document.querySelectorAll("[data-question]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ask";
    button.textContent = title.textContent;
    button.addEventListener("click", () => {
      editor.value = document.getElementById(title.dataset.question).textContent.trim();
      editor.scrollTop = 0;
      // On a narrow screen the questions lie below: what happens with one must come into sight.
      state.scrollIntoView({ block: "nearest" });
      if (engine) ask();
      else startButton.focus();
    });
    title.replaceChildren(button);
  }
}

async function begin() {
  if (isBusy) return;
  isBusy = true;
  tell("Loading the engine and the tables …");
  showFailure("");
  try {
    const { start } = await import(address("engine"));
    engine = await start({
      wasm: address("wasm"),
      worker: address("worker"),
      database: address("database"),
      most: Number(lab.dataset.most),
    });
  } catch (error) {
    tell("The engine did not start.");
    showFailure(said(error));
    return;
  } finally {
    isBusy = false;
  }
  startButton.hidden = true;
  runButton.hidden = false;
  runButton.focus();
  await ask();
}

async function ask() {
  if (isBusy) return;
  const asked = engine;
  busy(true);
  showFailure("");
  result.hidden = true;
  const began = performance.now();
  tell("Running …");
  try {
    answer = await asked.run(editor.value);
    if (asked === engine) show(performance.now() - began);
  } catch (error) {
    if (asked !== engine) return;
    tell("The query failed.");
    showFailure(said(error));
  } finally {
    if (asked === engine) busy(false);
  }
}

function stop(why) {
  engine.stop();
  engine = null;
  busy(false);
  runButton.hidden = true;
  startButton.hidden = false;
  startButton.focus();
  tell(why);
}

// A button that is disabled would lose the keyboard's focus: it only says so.
function busy(now) {
  isBusy = now;
  runButton.setAttribute("aria-disabled", String(isBusy));
  stopButton.hidden = !isBusy;
}

function show(milliseconds) {
  const count = answer.rows.length;
  const rows = count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`;
  const cut = count > SHOWN_ROWS ? `; the first ${SHOWN_ROWS} are shown, the CSV file has all` : "";
  tell(`${rows} in ${Math.max(1, Math.round(milliseconds))} ms${cut}.`);
  part("table").replaceChildren(tableOf(answer, SHOWN_ROWS, lab.dataset.document));
  result.hidden = false;
  offerChart();
}

function offerChart() {
  const choices = choicesFor(answer);
  part("drawing").hidden = !choices;
  if (!choices) return;
  fill(part("x"), answer.columns.map(({ name }) => name), choices.x);
  fill(part("y"), answer.columns.map(({ name }) => name), choices.y, choices.numbers);
  fill(part("series"), answer.columns.map(({ name }) => name), choices.series, null, "none");
  part("kind").value = choices.kind;
  draw();
}

function fill(select, names, chosen, allowed = null, nothing = null) {
  const options = names
    .map((name, index) => new Option(name, index, false, index === chosen))
    .filter((_, index) => !allowed || allowed.includes(index));
  if (nothing) options.unshift(new Option(nothing, "", false, chosen === null));
  select.replaceChildren(...options);
}

function draw() {
  const chosen = (name) => (part(name).value === "" ? null : Number(part(name).value));
  const kind = part("kind").value;
  const place = part("chart");
  const wanted = { kind, x: chosen("x"), y: chosen("y"), series: chosen("series") };
  place.replaceChildren(...(kind === "none" ? [] : [chartOf(answer, wanted, place.clientWidth)]));
}

function tell(text) {
  state.textContent = text;
}

function showFailure(text) {
  failure.textContent = text;
  failure.hidden = !text;
}

function said(error) {
  return String(error?.message ?? error).replace(/^Error: /, "");
}
