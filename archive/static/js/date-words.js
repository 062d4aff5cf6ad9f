// Beneath a date, how it is understood as one types, in rows that are added later too. Without scripts it is
// said when the form is back. (A block of its own: the desk's scripts share one scope.)
{
  const PAUSE = 300;
  const waiting = new WeakMap();

  const beneath = (input) => input.id && document.querySelector(`[data-understood="${CSS.escape(input.id)}"]`);

  async function ask(input, told) {
    const words = input.value;
    if (told.dataset.asked === words) return;
    told.dataset.asked = words;
    try {
      const address = `${told.dataset.ask}?${new URLSearchParams({ words })}`;
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      if (!response.ok || input.value !== words) return;
      const { understood, text } = await response.json();
      told.classList.toggle("not-understood", !understood);
      told.textContent = text;
    } catch {
      // The network went: the form says it when it is saved.
    }
  }

  function follow(event) {
    const input = event.target;
    const told = input instanceof HTMLInputElement ? beneath(input) : null;
    if (!told) return;
    clearTimeout(waiting.get(input));
    waiting.set(input, setTimeout(ask, event.type === "input" ? PAUSE : 0, input, told));
  }

  document.addEventListener("input", follow);
  document.addEventListener("change", follow);
}
