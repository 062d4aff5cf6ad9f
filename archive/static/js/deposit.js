// The deposit: names what was chosen, and follows the reading without reloading the page.
const chosen = document.querySelector("[data-chosen]");
const input = document.querySelector("[data-deposit] input[type=file]");
input?.addEventListener("change", () => {
  chosen.textContent = [...input.files].map((file) => file.name).join(", ");
});

const panel = document.querySelector("[data-state]");
const isOver = () => panel.querySelector("[data-over]")?.dataset.over === "1";

async function follow() {
  if (document.hidden) return again();
  try {
    const response = await fetch(panel.dataset.state, { headers: { Accept: "text/html" } });
    if (response.ok) {
      const next = document.createElement("template");
      next.innerHTML = await response.text();
      if (next.content.textContent !== panel.textContent && !panel.contains(document.activeElement)) {
        panel.replaceChildren(next.content);
      }
    }
  } catch {
    // The network went: the next turn tries again.
  }
  if (!isOver()) again();
}
function again() {
  setTimeout(follow, 1500);
}
if (panel && !isOver()) again();
