// Turns pages in place. Panning is the browser's own scrolling; on any failure the link is simply followed.
const ZOOMS = [1, 1.25, 1.5, 2, 3, 4];
const KEYS = {
  PageUp: "previous", PageDown: "next", "+": "in", "=": "in", "-": "out", 0: "fit",
  n: "next-hit", N: "previous-hit", t: "text", f: "full", r: "turn", R: "turn-back",
};

export function open(reader, say, reveal) {
  let zoom = 0;
  let quarters = 0;
  let textShown = true;
  let turning = null;
  const part = (name) => reader.querySelector(`[data-control="${name}"]`);
  const stage = () => part("stage");

  function dress() {
    reveal(reader);
    stage().setAttribute("aria-describedby", "keys-help");
  }

  function applyZoom() {
    const leaf = reader.querySelector(".leaf");
    leaf?.style.setProperty("--zoom", ZOOMS[zoom]);
    const image = reader.querySelector("[data-leaf]");
    if (image?.srcset && zoom) image.sizes = `${Math.round(leaf.clientWidth)}px`;
    reader.querySelector("[data-zoom]").textContent = `${Math.round(ZOOMS[zoom] * 100)}\u00a0%`;
  }

  function zoomTo(step) {
    const frame = stage();
    const before = ZOOMS[zoom];
    zoom = Math.max(0, Math.min(ZOOMS.length - 1, step));
    const ratio = ZOOMS[zoom] / before;
    const middle = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
    applyZoom();
    frame.scrollTo(middle[0] * ratio - frame.clientWidth / 2, middle[1] * ratio - frame.clientHeight / 2);
    say(`${reader.dataset.sayZoom} ${Math.round(ZOOMS[zoom] * 100)}\u00a0%`);
  }

  // A sheet lying on its side is as wide as it was high; its frame takes the turned shape.
  function applyTurn() {
    const leaf = reader.querySelector(".leaf");
    const image = reader.querySelector("[data-leaf]");
    if (!leaf || !image) return;
    leaf.dataset.quarters = quarters;
    leaf.style.setProperty("--shape", image.getAttribute("width") / image.getAttribute("height"));
  }

  function turnSheet(step) {
    quarters = (quarters + step + 4) % 4;
    applyTurn();
    say(`${reader.dataset.sayTurn} ${quarters * 90}\u00a0°`);
  }

  function applyText() {
    const panes = reader.querySelector(".panes");
    if (textShown) delete panes.dataset.text;
    else panes.dataset.text = "off";
    part("text").setAttribute("aria-pressed", String(textShown));
  }

  // The strip and the stage scroll inside themselves; the page never moves.
  function showPlace() {
    const strip = reader.querySelector(".pages");
    const here = strip?.querySelector("[aria-current]");
    if (here) strip.scrollLeft += here.getBoundingClientRect().left - strip.getBoundingClientRect().left - strip.clientWidth / 2;
    const box = reader.querySelector(".boxes rect");
    if (!box) return;
    const frame = stage();
    const at = box.getBoundingClientRect();
    const view = frame.getBoundingClientRect();
    if (at.bottom > view.bottom || at.top < view.top) frame.scrollTop += at.top - view.top - view.height / 3;
  }

  async function loaded(image) {
    if (!image) return;
    const ahead = new Image();
    ahead.sizes = image.sizes;
    ahead.srcset = image.srcset;
    ahead.src = image.src;
    await Promise.race([ahead.decode().catch(() => {}), new Promise((done) => setTimeout(done, 3000))]);
  }

  function swap(page, focused) {
    const fresh = page.querySelector("[data-reader]");
    Object.assign(reader.dataset, fresh.dataset);
    reader.replaceChildren(...fresh.childNodes);
    for (const id of ["languages", "citation"]) {
      const [old, next] = [document, page].map((from) => from.getElementById(id));
      if (old && next) old.replaceWith(next);
    }
    document.title = page.title;
    dress();
    applyZoom();
    applyTurn();
    applyText();
    showPlace();
    if (focused) (part(focused) ?? stage()).focus({ preventScroll: true });
  }

  async function turn(address, push = true) {
    const url = new URL(address, location.href);
    const focused = document.activeElement?.closest?.("[data-reader] [data-control]")?.dataset.control;
    turning?.abort();
    const mine = turning = new AbortController();
    reader.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("[data-reader]")) throw new Error("no reader");
      await loaded(page.querySelector("[data-leaf]"));
      if (mine.signal.aborted) return;
      swap(page, focused);
      if (push) history.pushState(null, "", url);
      say(reader.dataset.sayPage);
    } catch (failure) {
      if (failure.name === "AbortError") return;
      location.assign(url);
    }
    if (turning === mine) reader.removeAttribute("aria-busy");
  }

  function number(value) {
    const url = new URL(location.href);
    url.searchParams.set("p", value);
    url.hash = "page";
    return url;
  }

  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else reader.requestFullscreen?.().catch(() => {});
  }

  const acts = {
    in: () => zoomTo(zoom + 1),
    out: () => zoomTo(zoom - 1),
    fit: () => zoomTo(0),
    text: () => { textShown = !textShown; applyText(); },
    turn: () => turnSheet(1),
    "turn-back": () => turnSheet(-1),
    full: toggleFullScreen,
    retry: () => turn(location.href, false),
  };

  reader.addEventListener("click", (event) => {
    const control = event.target.closest("a[href], button[data-control]");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (control.href && new URL(control.href).pathname === location.pathname) {
      event.preventDefault();
      turn(control.href);
    } else acts[control.dataset.control]?.();
  });

  reader.addEventListener("submit", (event) => {
    const url = new URL(location.pathname, location.href);
    url.search = new URLSearchParams(new FormData(event.target)).toString();
    url.hash = "page";
    event.preventDefault();
    turn(url);
  });

  reader.addEventListener("keydown", (event) => {
    if (event.target !== stage() || event.ctrlKey || event.metaKey || event.altKey) return;
    const total = Number(reader.querySelector('[name="p"]').max);
    if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      turn(number(event.key === "Home" ? 1 : total));
      return;
    }
    const name = KEYS[event.key];
    if (!name) return;
    event.preventDefault();
    if (acts[name]) acts[name]();
    else if (part(name)?.href) turn(part(name).href);
  });

  reader.addEventListener("error", (event) => {
    if (event.target.matches?.("[data-leaf]")) reader.querySelector("[data-broken]").hidden = false;
  }, true);

  addEventListener("popstate", () => turn(location.href, false));
  const leaf = reader.querySelector("[data-leaf]");
  if (leaf?.complete && !leaf.naturalWidth) reader.querySelector("[data-broken]").hidden = false;
  dress();
  showPlace();
}
