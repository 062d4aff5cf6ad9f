// Keys of the desk: they act within a text only, and only where there is something for them to do, so that
// everything else stays with the browser and with assistive technology. By letter on any keyboard, by place for
// figures (on a French one they are typed with Shift).
const desk = document.querySelector("[data-desk]");
const LETTERS = { c: "[data-copy]", v: "[data-still]" };
const visible = (element) => element && element.checkVisibility();

function term(row) {
  const words = row.querySelector("[data-field]").value.toLowerCase();
  const terms = [...row.querySelectorAll("[data-term]")];
  return terms.find((button) => !words.includes(button.textContent.toLowerCase()));
}

function wanted(event, row) {
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace("Key", "").toLowerCase();
  const figure = event.code.match(/^(?:Digit|Numpad)([1-5])$/)?.[1];
  if (figure) return row.querySelectorAll("[data-suggestion]")[figure - 1];
  if (letter === "g") return term(row);
  return LETTERS[letter] && row.querySelector(LETTERS[letter]);
}

desk.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.getModifierState("AltGraph")) return;
  const row = event.target.closest("[data-row]");
  if (!row) return;
  const go = (where) => {
    event.preventDefault();
    event.target.dispatchEvent(new CustomEvent("desk:go", { bubbles: true, detail: where }));
  };
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey) return go("todo");
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "ArrowDown") return go("next");
  if (event.key === "ArrowUp") return go("previous");
  if (!event.target.closest("rich-words")) return;
  const button = wanted(event, row);
  if (!visible(button)) return;
  event.preventDefault();
  button.click();
});

// Wagtail's own list of keys, opened with “?”, tells of these too.
const ours = desk.querySelector("[data-keys] tbody")?.cloneNode(true);
function tell() {
  const list = document.querySelector("#keyboard-shortcuts-dialog table");
  if (list && ours) list.append(ours);
}
document.addEventListener("w-dialog:shown", tell);
tell();
