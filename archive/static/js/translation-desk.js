// The desk of one work: each text saves itself; what cannot be saved stays on the page, with its reason.
const desk = document.querySelector("[data-desk]");
const form = desk.querySelector("[data-form]");
const live = desk.querySelector("[data-live]");
const said = desk.dataset;
const PAUSE = 800;
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
const seen = form.querySelector("[data-seen]");
const rows = [];
let leaving = false;

function post(address, facts) {
  const body = new URLSearchParams(facts);
  return fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token(), Accept: "application/json" } });
}

// Said once, and only when it is something new.
function tell(text) {
  if (live && live.textContent !== text) live.textContent = text;
}

function sum() {
  const open = rows.filter((row) => row.state !== "clean");
  const worst = ["gone", "out", "failed", "conflict", "refused"].find((state) => open.some((row) => row.state === state));
  const telling = { gone: said.refused, refused: said.refused, conflict: said.conflict, failed: said.offline, out: said.out };
  if (worst) tell(telling[worst]);
  else if (!open.length && rows.some((row) => row.sent)) tell(said.saved);
  const toDo = rows.filter((row) => "todo" in row.element.dataset).length;
  desk.querySelector("[data-to-do]").textContent = `(${toDo})`;
}

class Row {
  state = "clean"; // dirty, sending; failed, out, conflict, refused, gone: not saved, and why
  wait = 1000;

  constructor(element) {
    this.element = element;
    this.box = element.querySelector("rich-words");
    this.area = element.querySelector("[data-field]");
    if (!this.area) return;
    this.known = this.area.value;
    this.problem = element.querySelector("[data-problem]");
    this.area.form.addEventListener("reset", () => this.measure());
    element.addEventListener("input", (event) => this.typed(event));
    element.addEventListener("focusout", (event) => this.left(event));
    if (!this.problem.hidden) this.become("refused");
    this.measure();
  }

  part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  get words() {
    return this.area.value;
  }

  set words(text) {
    if (this.box.rich) this.box.value = text;
    else {
      this.area.focus();
      this.area.select();
      if (!document.execCommand(text ? "insertText" : "delete", false, text)) this.area.value = text;
    }
    this.typed();
  }

  typed(event) {
    if (event && !event.target.closest("rich-words")) return;
    this.measure();
    if (this.state === "gone" || this.state === "conflict") return;
    if (this.state !== "sending") this.become(this.words === this.known ? "clean" : "dirty");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  left(event) {
    if (event.target.closest("rich-words") && !this.box.contains(event.relatedTarget)) this.save();
  }

  become(state) {
    this.state = state;
    sum();
  }

  measure() {
    const shown = this.part("count");
    const limit = Number(this.area.dataset.limit) || 0;
    const count = this.box.length ?? this.words.length;
    shown.textContent = (limit ? shown.dataset.of : shown.dataset.one).replace("{n}", count).replace("{limit}", limit);
    shown.classList.toggle("over", limit > 0 && count > limit);
  }

  // true when nothing is left unsaved
  async save(facts = {}) {
    clearTimeout(this.timer);
    if (!this.area) return true;
    while (this.going) await this.going;
    if (["gone", "conflict"].includes(this.state)) return false;
    if (this.words === this.known && !facts.still) {
      if (this.state !== "refused") this.become("clean");
      return this.state === "clean";
    }
    this.going = this.send(facts).finally(() => (this.going = null));
    await this.going;
    return this.state === "clean";
  }

  async send(facts) {
    const words = this.words;
    this.become("sending");
    let answer;
    let told = null;
    try {
      answer = await post(said.words, { key: this.part("key").value, stamp: this.part("stamp").value, words, seen: seen?.value ?? "", ...facts });
      if (!answer.redirected && answer.headers.get("Content-Type")?.startsWith("application/json")) told = await answer.json();
    } catch {
      return this.again("failed");
    }
    if (!told) return this.again(answer.redirected || answer.status === 403 ? "out" : "failed");
    this.sent = true;
    this.wait = 1000;
    if (answer.ok) return this.kept(words, told, facts);
    this.show(told.problem);
    if (answer.status === 409) return this.overtaken(told);
    return this.become(answer.status === 410 ? "gone" : "refused");
  }

  again(state) {
    this.become(state);
    this.wait = Math.min(this.wait * 2, 30_000);
    this.timer = setTimeout(() => this.save(), this.wait);
  }

  kept(words, told, facts) {
    this.part("stamp").value = told.stamp;
    this.known = words;
    if (seen) seen.value = told.seen;
    if (facts.still) {
      this.box.value = told.words;
      this.known = this.words;
    }
    this.show("");
    this.part("standing").innerHTML = told.standing;
    this.part("doubts").innerHTML = told.doubts;
    desk.querySelector("[data-counts]").innerHTML = told.counts;
    this.element.toggleAttribute("data-todo", told.to_do);
    this.box.field.toggleAttribute("aria-invalid", false);
    if (told.trouble) this.box.field.setAttribute("aria-invalid", "true");
    if (!told.outdated) for (const part of this.element.querySelectorAll("[data-before]")) part.hidden = true;
    this.measure();
    refreshPreview();
    if (this.words === this.known) return this.become("clean");
    this.become("dirty");
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  show(problem) {
    this.problem.hidden = !problem;
    this.problem.textContent = problem;
    this.box.field.toggleAttribute("aria-invalid", false);
    if (problem) this.box.field.setAttribute("aria-invalid", "true");
  }

  overtaken(told) {
    this.theirs = told;
    if (told.source) this.part("source").innerHTML = told.source;
    this.part("theirs").hidden = false;
    this.part("theirs-by").textContent = told.by;
    this.part("theirs-words").textContent = told.theirs;
    this.become("conflict");
  }

  choose(mine) {
    if (!this.theirs) return;
    const { stamp, theirs } = this.theirs;
    this.part("stamp").value = stamp;
    this.part("theirs").hidden = true;
    this.theirs = null;
    this.show("");
    this.known = theirs;
    this.state = "dirty";
    if (!mine) this.box.value = theirs;
    this.measure();
    this.box.field.focus();
    return this.save();
  }
}

for (const element of desk.querySelectorAll("[data-row]")) rows.push(new Row(element));
for (const element of desk.querySelectorAll("[data-scripted]")) element.hidden = false;
const rowOf = (node) => rows.find((row) => row.element.contains(node));
const flush = async () => (await Promise.all(rows.map((row) => row.save()))).every(Boolean);

function go(row) {
  const field = row.box?.field ?? row.element.querySelector("a, button, summary");
  field.focus();
  row.element.scrollIntoView({ block: "nearest" });
}

const ACTS = {
  copy: (row, button) => (row.words = button.value),
  take: (row, button) => (row.words = button.dataset.words),
  term: (row, button) => row.box.insert(button.textContent),
  still: (row) => row.save({ still: "1" }),
  suggestion: (row, button) => (row.words = button.value),
  mine: (row) => row.choose(true),
  "take-theirs": (row) => row.choose(false),
  say: (row) => remark(row),
  settle: (row, button) => remark(row, button.value),
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = button && rowOf(button);
  const name = button && Object.keys(ACTS).find((act) => button.hasAttribute(`data-${act}`));
  if (!row || !name || (["mine", "take-theirs"].includes(name) && !row.theirs)) return;
  event.preventDefault();
  ACTS[name](row, button);
});

form.addEventListener("submit", async (event) => {
  if (leaving) return;
  event.preventDefault();
  const { submitter } = event;
  const saved = await flush();
  const remarks = [...desk.querySelectorAll("[data-remark] textarea")].some((text) => text.value.trim());
  if (!saved || (submitter?.hasAttribute("data-save") && !remarks)) return;
  leaving = true;
  setTimeout(() => form.requestSubmit(submitter)); // a form does not submit while it tells that it is submitted
});

// From the keys: `desk:go` with "todo" (save first), "next" or "previous".
desk.addEventListener("desk:go", async ({ target, detail }) => {
  const at = rows.indexOf(rowOf(target));
  if (detail !== "todo") {
    const next = rows[at + (detail === "next" ? 1 : -1)];
    if (next) go(next);
    return;
  }
  if (rows[at] && !(await rows[at].save())) return;
  const open = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))].find((row) => "todo" in row.element.dataset);
  if (open) go(open);
  else tell(said.done);
});

// What was approved elsewhere for the same words, or nearly: asked once, when a text is come to.
form.addEventListener("focusin", async ({ target }) => {
  const row = target.closest("rich-words") && rowOf(target);
  if (!row || row.asked) return;
  row.asked = true;
  const answer = await fetch(`${said.suggestions}?${new URLSearchParams({ key: row.part("key").value })}`).catch(() => null);
  if (!answer?.ok || answer.redirected) return (row.asked = false);
  row.part("suggestions").innerHTML = await answer.text();
  row.part("memory").hidden = !row.part("suggestions").children.length;
});

async function remark(row, settle = "") {
  const text = row.element.querySelector("[data-remark] textarea");
  if (!settle && !text.value.trim()) return text.focus();
  const facts = { key: row.part("key").value, ...(settle ? { settle } : { text: text.value }) };
  const answer = await post(said.remarks, facts).catch(() => null);
  if (!answer?.ok || answer.redirected) return tell(said.offline);
  row.part("remarks").innerHTML = await answer.text();
  if (!settle) text.value = "";
  (row.part("remarks").querySelector(`[value="${settle}"]`) ?? text).focus();
}

const shown = desk.querySelector("[data-preview-panel]");
const shows = desk.querySelector("[data-preview-toggle]");
let soon;
function refreshPreview() {
  if (!shown || shown.hidden) return;
  clearTimeout(soon);
  soon = setTimeout(() => shown.querySelector("iframe").contentWindow.location.reload(), 1000);
}
shows?.addEventListener("click", () => {
  shown.hidden = !shown.hidden;
  shows.setAttribute("aria-expanded", String(!shown.hidden));
  shown.querySelector("iframe").src = shown.hidden ? "about:blank" : shows.value;
});

const others = desk.querySelector("[data-others]");
async function present() {
  if (document.hidden) return;
  const answer = await post(said.here, {}).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const told = await answer.json();
  if (told.others !== others.innerHTML) others.innerHTML = told.others;
}
setInterval(present, 15_000);
addEventListener("pagehide", () => {
  navigator.sendBeacon(said.here, new URLSearchParams({ leaves: "1", csrfmiddlewaretoken: token() }));
});
addEventListener("online", flush);
addEventListener("beforeunload", (event) => {
  if (!leaving && rows.some((row) => row.state !== "clean")) event.preventDefault();
});
