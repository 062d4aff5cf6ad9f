// Words that look as they will be read: bold, italic and the links of the French text. The text area inside
// keeps their markup, and is what the form sends.
const KEPT = { B: "b", STRONG: "b", I: "i", EM: "i", CODE: "code", ABBR: "abbr", ACRONYM: "acronym" };

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function markup(node) {
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.data);
  const inside = [...node.childNodes].map(markup).join("");
  if (node.nodeName === "BR") return "<br/>";
  if (node.nodeName === "A" && node.dataset.link) return `<a id="${node.dataset.link}">${inside}</a>`;
  const name = KEPT[node.nodeName];
  return name && inside ? `<${name}>${inside}</${name}>` : inside;
}

const around = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentNode : node)?.closest?.("a[data-link]");

function* grown(node) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) yield document.createTextNode(child.data);
    else if (child.nodeName === "BR") yield document.createElement("br");
    else if (child.nodeName === "A" && child.id) {
      const link = document.createElement("a");
      link.dataset.link = child.id;
      link.append(...grown(child));
      yield link;
    } else if (KEPT[child.nodeName]) {
      const kept = document.createElement(KEPT[child.nodeName]);
      kept.append(...grown(child));
      yield kept;
    } else yield* grown(child);
  }
}

class RichWords extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    if (!("rich" in this.dataset) || this.rich) return;
    this.rich = document.createElement("div");
    this.rich.className = "rich-field";
    const facts = { contenteditable: "true", role: "textbox", "aria-multiline": "true", lang: this.area.lang };
    facts["aria-labelledby"] = this.area.labels[0].id;
    facts["aria-describedby"] = this.area.getAttribute("aria-describedby");
    for (const [name, value] of Object.entries(facts)) this.rich.setAttribute(name, value);
    this.area.hidden = true;
    this.area.labels[0].addEventListener("click", () => this.rich.focus());
    this.prepend(this.tools(), this.rich);
    this.show(this.area.value);
    this.rich.addEventListener("input", () => this.keep());
    this.rich.addEventListener("beforeinput", (event) => this.outside(event));
    this.rich.addEventListener("keydown", (event) => this.press(event));
    this.rich.addEventListener("paste", (event) => this.paste(event));
    this.rich.addEventListener("drop", (event) => event.preventDefault());
    document.addEventListener("selectionchange", () => this.follow());
  }

  get field() {
    return this.rich ?? this.area;
  }

  get value() {
    return this.area.value;
  }

  set value(words) {
    this.area.value = words;
    if (this.rich) this.show(words);
  }

  get length() {
    return this.rich ? this.rich.textContent.length : this.area.value.length;
  }

  // What is put in is put where the caret is, and can be undone.
  insert(text) {
    this.field.focus();
    if (this.rich && this.range) this.select(this.range);
    document.execCommand("insertText", false, text);
  }

  tools() {
    const tools = document.createElement("div");
    tools.className = "rich-tools";
    this.buttons = [
      this.button(this.dataset.bold, () => document.execCommand("bold"), () => document.queryCommandState("bold")),
      this.button(this.dataset.italic, () => document.execCommand("italic"), () => document.queryCommandState("italic")),
    ];
    for (const { dataset, content } of this.querySelectorAll("template[data-link]")) {
      const name = dataset.link;
      this.buttons.push(this.button(content.textContent, () => this.link(name), () => Boolean(this.linked(name))));
    }
    tools.append(...this.buttons.map(({ button }) => button));
    return tools;
  }

  button(said, act, isOn) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = said;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      this.rich.focus();
      if (this.range) this.select(this.range);
      document.execCommand("styleWithCSS", false, "false");
      act();
      this.keep();
      this.follow();
      this.rich.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return { button, isOn };
  }

  // The link around the caret, if it is this one.
  linked(name) {
    const link = around(this.range?.commonAncestorContainer);
    return link?.dataset.link === name && this.rich.contains(link) ? link : null;
  }

  // What is typed at the end of a link stands after it.
  outside(event) {
    const { anchorNode, anchorOffset, isCollapsed } = getSelection();
    const link = around(anchorNode);
    if (event.inputType !== "insertText" || event.isComposing || !isCollapsed || !link) return;
    const rest = document.createRange();
    rest.selectNodeContents(link);
    rest.setStart(anchorNode, anchorOffset);
    if (String(rest)) return;
    event.preventDefault();
    const text = document.createTextNode(event.data);
    link.after(text);
    getSelection().collapse(text, text.length);
    this.rich.dispatchEvent(new Event("input", { bubbles: true }));
  }

  link(name) {
    const there = this.linked(name);
    if (there) return there.replaceWith(...there.childNodes);
    const range = getSelection().getRangeAt(0);
    const words = document.createElement("div");
    words.append(range.collapsed ? this.template(name).dataset.words : range.extractContents());
    for (const inner of words.querySelectorAll("a")) inner.replaceWith(...inner.childNodes);
    for (const old of this.rich.querySelectorAll("a[data-link]")) {
      if (old.dataset.link === name || !old.textContent) old.replaceWith(...old.childNodes);
    }
    const link = document.createElement("a");
    link.dataset.link = name;
    link.append(...words.childNodes);
    range.insertNode(link);
    getSelection().selectAllChildren(link);
  }

  template(name) {
    return this.querySelector(`template[data-link="${CSS.escape(name)}"]`);
  }

  follow() {
    const selection = getSelection();
    if (!selection.rangeCount || !this.rich.contains(selection.anchorNode)) return;
    this.range = selection.getRangeAt(0).cloneRange();
    for (const { button, isOn } of this.buttons) button.setAttribute("aria-pressed", String(isOn()));
  }

  select(range) {
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  press(event) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    document.execCommand("insertLineBreak");
  }

  paste(event) {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s*\n\s*/g, " "));
  }

  show(words) {
    this.range = null;
    this.rich.replaceChildren(...grown(new DOMParser().parseFromString(words, "text/html").body));
  }

  keep() {
    this.area.value = [...this.rich.childNodes].map(markup).join("").replace(/(<br\/>|\s)+$/, "");
  }
}

customElements.define("rich-words", RichWords);
