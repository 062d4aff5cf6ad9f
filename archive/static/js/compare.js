// Two pictures of one spot: the newer lies over the older, and a range uncovers one or the other. Without script
// both stand side by side, as they do here on demand and on paper.
const EDGE = 25; // percent

export function compare(section) {
  const pair = section.querySelector("[data-pair]");
  const over = section.querySelectorAll("[data-over]");
  const range = section.querySelector("input");
  const [older, newer] = range.parentElement.querySelectorAll("span[aria-hidden]");
  const buttons = [...section.querySelectorAll("button[aria-pressed]")];
  const shapes = [...pair.querySelectorAll("img")].map((image) => image.getAttribute("width") / image.getAttribute("height"));
  pair.style.setProperty("--shape", Math.max(...shapes));

  const slide = () => {
    const shown = Number(range.value);
    pair.style.setProperty("--shown", `${shown}%`);
    older.hidden = shown < EDGE; // nothing to name where its picture is nearly gone
    newer.hidden = shown > 100 - EDGE;
    range.setAttribute("aria-valuetext", range.dataset.say.replace("{one}", shown).replace("{two}", 100 - shown));
  };
  const show = (mode) => {
    section.dataset.mode = mode;
    for (const part of over) part.hidden = mode !== "slider";
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === mode));
  };
  range.addEventListener("input", slide);
  for (const button of buttons) button.addEventListener("click", () => show(button.value));
  slide();
  show("slider");
}
