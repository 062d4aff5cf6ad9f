// The field of archive.core.typed_choice: an ARIA combobox (list autocomplete, manual selection).
const PAUSE = 120;
let options = 0; // so that each has an id of its own

function token() {
  const held = document.getElementById("wagtail-config");
  return held ? JSON.parse(held.textContent).CSRF_TOKEN : "";
}

class TypedChoice extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    if (!this.querySelector("[role=status]")) {
      // the page is still being parsed: what is inside is not there yet
      document.addEventListener("DOMContentLoaded", () => this.connectedCallback(), { once: true });
      return;
    }
    this.ready = true;
    [this.kept, this.field] = this.querySelectorAll("input"); // what is sent, what is typed
    this.list = this.querySelector("[role=listbox]");
    this.said = this.querySelector("[role=status]");
    this.at = -1;
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("focus", () => this.field.select()); // to be typed over
    this.field.addEventListener("blur", () => this.leave());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  typed() {
    this.kept.value = "";
    clearTimeout(this.timer);
    if (!this.field.value.trim()) return this.close();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const words = this.field.value.trim();
    try {
      const answer = await fetch(`${this.getAttribute("find")}?q=${encodeURIComponent(words)}`);
      if (!answer.ok) throw new Error(answer.statusText);
      const { found } = await answer.json();
      if (words === this.field.value.trim() && document.activeElement === this.field) this.show(found, words);
    } catch {
      this.close();
      this.said.textContent = this.said.dataset.failed;
    }
  }

  show(found, words) {
    this.list.replaceChildren(
      ...found.map((thing) => this.option(thing.label, thing.hint, { value: thing.value })),
      ...[...this.querySelectorAll("template")].map((made) =>
        this.option(made.content.textContent.trim(), words, { kind: made.dataset.kind }),
      ),
    );
    this.said.textContent = found.length
      ? this.said.dataset.found.replace("%s", found.length)
      : this.said.dataset.none;
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.light(found.length ? 0 : -1); // what would be made is never chosen by itself
  }

  option(label, hint, data) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${(options += 1)}`;
    option.setAttribute("role", "option");
    Object.assign(option.dataset, data, { label });
    const small = document.createElement("small");
    small.textContent = hint || "";
    option.append(label, " ", small);
    return option;
  }

  light(place) {
    const shown = [...this.list.children];
    this.at = place;
    shown.forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    if (shown[place]) {
      this.field.setAttribute("aria-activedescendant", shown[place].id);
      shown[place].scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const shown = this.list.children;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return void this.ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.light((this.at < 0 && step < 0 ? shown.length - 1 : this.at + step + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault(); // never the whole form's
      if (!this.list.hidden && shown[this.at]) this.take(shown[this.at]);
    } else if (event.key === "Tab" && !event.shiftKey && !this.list.hidden && shown[this.at]?.dataset.value) {
      this.take(shown[this.at]); // and on to the next field
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  async take(option) {
    if (option.dataset.kind) return this.make(option.dataset.kind);
    this.put({ value: option.dataset.value, label: option.dataset.label });
  }

  async make(kind) {
    const sent = new FormData();
    sent.append("name", this.field.value.trim());
    sent.append("kind", kind);
    try {
      const answer = await fetch(this.getAttribute("make"), {
        method: "POST",
        body: sent,
        headers: { "X-CSRFToken": token() },
      });
      const made = await answer.json();
      if (made.error) this.said.textContent = made.error;
      else this.put(made);
    } catch {
      this.said.textContent = this.said.dataset.failed;
    }
  }

  put({ value, label }) {
    this.kept.value = value;
    this.field.value = label;
    this.close();
    this.said.textContent = label;
    this.kept.dispatchEvent(new Event("change", { bubbles: true }));
  }

  leave() {
    this.close();
    const unknown = this.field.value.trim() && !this.kept.value;
    if (unknown) this.said.textContent = this.said.dataset.choose;
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.at = -1;
  }
}

if (!customElements.get("typed-choice")) customElements.define("typed-choice", TypedChoice);
