// What script adds to every page. Without it, links and forms do the same.
const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

export function say(text) {
  const live = document.getElementById("live");
  if (!live) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 60);
}

export function reveal(within) {
  for (const part of all("[data-scripted]", within)) part.hidden = false;
}

// The link to the menu becomes a button that opens it; Escape closes it and gives the focus back.
function foldMenu(link, menu) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.setAttribute("aria-controls", "menu");
  link.replaceWith(button);
  const open = (yes) => {
    button.setAttribute("aria-expanded", String(yes));
    menu.toggleAttribute("data-open", yes);
  };
  open(false);
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") === "false"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") === "false") return;
    open(false);
    button.focus();
  });
  for (const skip of all('.skip a[href="#menu"]')) skip.addEventListener("click", () => open(true));
}

function chooseTheme(choice) {
  const select = choice.querySelector("select");
  choice.hidden = false;
  select.value = root.dataset.theme ?? "";
  select.addEventListener("change", () => {
    if (select.value) root.dataset.theme = select.value;
    else delete root.dataset.theme;
    try {
      if (select.value) localStorage.setItem("theme", select.value);
      else localStorage.removeItem("theme");
    } catch { /* storage refused: the choice lasts as long as the page */ }
  });
}

// The name of a lit window appears over it, for the pointer and for the keyboard; it stays while it is pointed at.
function nameWindows(drawing) {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  let leaving = 0;
  const stay = () => clearTimeout(leaving);
  const hide = () => { stay(); tip.hidden = true; };
  const leave = () => { stay(); leaving = setTimeout(hide, 300); };
  const show = (light) => {
    stay();
    const at = light.getBoundingClientRect();
    tip.textContent = light.getAttribute("aria-label");
    tip.hidden = false;
    const half = tip.offsetWidth / 2 + 8;
    const middle = Math.min(Math.max(at.left + at.width / 2, half), root.clientWidth - half);
    tip.style.left = `${middle + scrollX}px`;
    tip.style.top = `${at.top + scrollY - 8}px`;
  };
  for (const light of all("a", drawing)) {
    for (const come of ["mouseenter", "focus"]) light.addEventListener(come, () => show(light));
    light.addEventListener("mouseleave", leave);
    light.addEventListener("blur", hide);
  }
  tip.addEventListener("mouseenter", stay);
  tip.addEventListener("mouseleave", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", hide, { passive: true, capture: true });
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.innerText.trim());
    button.querySelector("span").textContent = button.dataset.copied;
    say(button.dataset.copied);
  } catch {
    getSelection().selectAllChildren(source);
    say(button.dataset.selected);
  }
}

reveal(document);
const menuLink = document.querySelector("[data-menu]");
const menu = document.getElementById("menu");
if (menuLink && menu) foldMenu(menuLink, menu);
for (const choice of all("[data-theme-choice]")) chooseTheme(choice);
for (const drawing of all(".elevation")) nameWindows(drawing);
for (const fold of all("[data-fold]")) {  // on a narrow screen the style has folded it already
  if (matchMedia("(max-width: 59.99rem)").matches) fold.open = false;
  fold.removeAttribute("data-fold");
}
for (const button of all("[data-copy]")) button.addEventListener("click", () => copy(button));
for (const button of all("[data-print]")) button.addEventListener("click", () => print());
addEventListener("beforeprint", () => { for (const fold of all("main details")) fold.open = true; });

const comparison = document.querySelector("[data-comparison]");
if (comparison) import(comparison.dataset.module).then((module) => module.compare(comparison));
const reader = document.querySelector("[data-reader]");
if (reader) import(reader.dataset.module).then((module) => module.open(reader, say, reveal));
