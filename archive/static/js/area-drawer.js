// An area of any shape on an image, beside the box (box-drawer.js): corners set with the pointer, or with a
// cross-hair that the arrow keys move; kept in percent in one field, which can be typed too.
const STEP = 1;
const BIG = 5;
const FEWEST = 3;

class AreaDrawer {
  constructor(drawer) {
    this.drawer = drawer;
    this.sheet = drawer.querySelector("[data-sheet]");
    this.line = drawer.querySelector("[data-area]");
    this.dots = drawer.querySelector("[data-corners]");
    this.cross = drawer.querySelector("[data-cross]");
    this.live = drawer.querySelector("[data-live]");
    this.field = document.getElementById("id_corners");
    this.at = [50, 50];
    this.closed = this.corners.length >= FEWEST;
    // Before the box's own drawer, and instead of it while an area is drawn.
    for (const [name, act] of [["pointerdown", this.point], ["keydown", this.key], ["dblclick", this.twice]]) {
      drawer.addEventListener(name, (event) => {
        if (this.active && this.sheet.contains(event.target)) act.call(this, event);
      }, { capture: true });
    }
    this.field.addEventListener("input", () => { this.closed = true; this.draw(); });
    for (const choice of drawer.querySelectorAll("[name=shape]")) {
      choice.addEventListener("change", () => this.take(choice.value));
    }
    this.take(this.field.value.trim() ? "area" : "box");
  }

  get corners() {
    const words = this.field.value.trim().split(/\s+/).map((word) => word.split(",").map(Number));
    return words.filter((corner) => corner.length === 2 && corner.every(Number.isFinite));
  }

  set corners(corners) {
    this.field.value = corners.map((corner) => corner.map((side) => Math.round(side * 100) / 100).join(",")).join(" ");
    this.draw();
  }

  // Which of the two is drawn; the fields of the other leave the form's sight, and its place is forgotten.
  take(shape) {
    this.active = shape === "area";
    for (const choice of this.drawer.querySelectorAll("[name=shape]")) choice.checked = choice.value === shape;
    for (const part of document.querySelectorAll("[data-of-shape]")) part.hidden = ![shape, ""].includes(part.dataset.ofShape);
    if (this.active) {
      for (const side of ["x", "y", "width", "height"]) {
        const field = document.getElementById(`id_${side}`);
        field.value = "";
        field.dispatchEvent(new Event("input"));
      }
    } else this.field.value = "";
    this.draw();
  }

  draw() {
    const corners = this.active ? this.corners : [];
    const path = corners.map((corner) => corner.join(" ")).join("L");
    this.line.setAttribute("d", path ? `M${path}${this.closed ? "z" : ""}` : "");
    this.line.toggleAttribute("data-open", !this.closed);
    this.dots.setAttribute("d", corners.map(([x, y]) => `M${x} ${y}h0`).join(""));
    const [x, y] = this.at;
    this.cross.setAttribute("d", this.active ? `M${x} 0V100M0 ${y}H100` : "");
  }

  say(name, more = {}) {
    const facts = { n: this.corners.length, x: Math.round(this.at[0]), y: Math.round(this.at[1]), ...more };
    this.live.textContent = this.live.dataset[name].replace(/\{(\w)\}/g, (_all, key) => facts[key]);
  }

  // The cross-hair stands where the corner is set: once more at the same place closes the area.
  set() {
    const corners = this.closed ? [] : this.corners;
    const again = corners.find(([x, y]) => Math.hypot(x - this.at[0], y - this.at[1]) < STEP / 2);
    if (again) {
      if (corners.length >= FEWEST) this.close();
      return;
    }
    this.closed = false;
    this.corners = [...corners, this.at];
    this.say("set");
  }

  close() {
    this.closed = true;
    this.draw();
    this.say("closed");
  }

  point(event) {
    event.stopImmediatePropagation();
    if (event.button) return;
    event.preventDefault();
    this.sheet.focus({ preventScroll: true });
    const frame = this.sheet.getBoundingClientRect();
    const part = (value, size) => Math.min(100, Math.max(0, (100 * value) / size));
    this.at = [part(event.clientX - frame.left, frame.width), part(event.clientY - frame.top, frame.height)];
    if (event.detail < 2) this.set(); // the second press of two closes
  }

  twice(event) {
    event.preventDefault();
    if (!this.closed && this.corners.length >= FEWEST) this.close();
  }

  key(event) {
    const step = event.shiftKey ? BIG : STEP;
    const steps = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const move = steps[event.key];
    if (move) {
      this.at = this.at.map((side, n) => Math.min(100, Math.max(0, side + move[n])));
      this.draw();
      this.say("moved");
    } else if (event.key === "Enter" || event.key === " ") this.set();
    else if (event.key === "Backspace" && this.corners.length) {
      this.closed = false;
      this.corners = this.corners.slice(0, -1);
      this.at = this.corners.at(-1) ?? this.at;
      this.draw();
      this.say("back");
    } else if (event.key === "Escape" && this.corners.length) {
      this.closed = false;
      this.corners = [];
      this.say("none");
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

for (const drawer of document.querySelectorAll("box-drawer[data-areas]")) {
  if (drawer.querySelector("[data-sheet]")) new AreaDrawer(drawer);
}
