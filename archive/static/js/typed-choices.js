// Several things, each found by the typed-choice inside (archive.vocabularies.fields.TypedChoices).
class TypedChoices extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    if (!this.querySelector("typed-choice [role=status]")) {
      // the page is still being parsed: what is inside is not there yet
      document.addEventListener("DOMContentLoaded", () => this.connectedCallback(), { once: true });
      return;
    }
    this.ready = true;
    this.chosen = this.querySelector(".typed-choices-chosen");
    this.one = this.querySelector("typed-choice");
    this.one.addEventListener("change", (event) => {
      const [kept, field] = this.one.querySelectorAll("input");
      if (event.target === kept && kept.value) this.add(kept, field);
    });
    this.chosen.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.remove_one(button.closest("li"));
    });
  }

  add(kept, field) {
    const there = [...this.chosen.querySelectorAll("input")].some((input) => input.value === kept.value);
    if (!there) {
      const item = this.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
      item.querySelector("input").value = kept.value;
      item.querySelector("span").textContent = field.value;
      item.querySelector("button .w-sr-only").append(field.value);
      this.chosen.append(item);
    }
    kept.value = "";
    field.value = "";
    this.changed();
  }

  remove_one(item) {
    const next = item.nextElementSibling || item.previousElementSibling;
    item.remove();
    (next ? next.querySelector("button") : this.one.querySelectorAll("input")[1]).focus();
    this.changed();
  }

  // The editor saves of itself when something in its form changes.
  changed() {
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

if (!customElements.get("typed-choices")) customElements.define("typed-choices", TypedChoices);
