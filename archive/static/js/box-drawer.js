// A box on an image, in percent: drawn with the pointer, moved and sized with the arrow keys, or typed in the
// four fields that keep it. Without script the fields alone do the same.
const SIDES = ["x", "y", "width", "height"];
const STEP = 1;

class BoxDrawer extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.sheet = this.querySelector("[data-sheet]");
    this.shape = this.querySelector("[data-box]");
    this.fields = SIDES.map((side) => document.getElementById(`id_${side}`));
    if (!this.sheet || this.fields.some((field) => !field)) return;
    this.sheet.addEventListener("pointerdown", (event) => this.begin(event));
    this.sheet.addEventListener("keydown", (event) => this.key(event));
    for (const field of this.fields) field.addEventListener("input", () => this.draw());
    for (const text of this.querySelectorAll("[data-words]")) {
      text.addEventListener("mouseup", () => this.take(text));
      text.addEventListener("keyup", () => this.take(text));
    }
    this.draw();
  }

  get box() {
    const values = this.fields.map((field) => (field.value === "" ? NaN : Number(field.value)));
    return values.some(Number.isNaN) ? null : values;
  }

  set box(values) {
    this.fields.forEach((field, n) => { field.value = values ? String(Math.round(values[n] * 100) / 100) : ""; });
    this.draw();
  }

  draw() {
    const box = this.box;
    this.shape.toggleAttribute("hidden", !box);
    if (!box) return;
    SIDES.forEach((side, n) => this.shape.setAttribute(side, Math.max(box[n], n > 1 ? 0.6 : 0)));
  }

  at(event) {
    const frame = this.sheet.getBoundingClientRect();
    const part = (value, size) => Math.min(100, Math.max(0, (100 * value) / size));
    return [part(event.clientX - frame.left, frame.width), part(event.clientY - frame.top, frame.height)];
  }

  begin(event) {
    if (event.button) return;
    event.preventDefault();
    this.sheet.focus({ preventScroll: true });
    const start = this.at(event);
    this.sheet.setPointerCapture(event.pointerId);
    const move = (moved) => {
      const end = this.at(moved);
      this.box = [
        Math.min(start[0], end[0]), Math.min(start[1], end[1]),
        Math.abs(start[0] - end[0]), Math.abs(start[1] - end[1]),
      ];
    };
    const stop = (last) => {
      move(last);
      const box = this.box;
      if (this.dataset.points === undefined && box && (box[2] < 0.3 || box[3] < 0.3)) this.box = null;
      for (const [name, act] of [["pointermove", move], ["pointerup", stop]]) this.sheet.removeEventListener(name, act);
    };
    this.sheet.addEventListener("pointermove", move);
    this.sheet.addEventListener("pointerup", stop);
  }

  // Arrows move; with Shift they size; Enter begins in the middle; Delete takes the box away.
  key(event) {
    const steps = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const box = this.box;
    if ((event.key === "Enter" || event.key === " ") && !box) this.box = [40, 40, 20, 20];
    else if ((event.key === "Delete" || event.key === "Backspace") && box) this.box = null;
    else if (steps[event.key]) {
      const [across, down] = steps[event.key];
      const [x, y, width, height] = box ?? [40, 40, 20, 20];
      const keep = (value, most) => Math.min(most, Math.max(0, value));
      this.box = event.shiftKey
        ? [x, y, keep(width + across, 100 - x), keep(height + down, 100 - y)]
        : [keep(x + across, 100 - width), keep(y + down, 100 - height), width, height];
    } else return;
    event.preventDefault();
  }

  // The words that are selected in the text of the page: the box around them, and what they say.
  take(text) {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed) return;
    const words = [...text.querySelectorAll("[data-at]")].filter((word) => chosen.containsNode(word, true));
    if (!words.length) return;
    const boxes = words.map((word) => word.dataset.at.split(" ").map(Number));
    const left = Math.min(...boxes.map((box) => box[0]));
    const top = Math.min(...boxes.map((box) => box[1]));
    this.box = [
      left, top,
      Math.max(...boxes.map((box) => box[0] + box[2])) - left, Math.max(...boxes.map((box) => box[1] + box[3])) - top,
    ];
    const label = document.getElementById("id_label_fr");
    if (label && !label.value) label.value = words.map((word) => word.textContent).join(" ").slice(0, 200);
  }
}

if (!customElements.get("box-drawer")) customElements.define("box-drawer", BoxDrawer);
