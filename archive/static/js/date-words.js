// Beneath a date, how it is understood as one types. Without scripts it is said when the form is back.
// (A block of its own: the desk's scripts share one scope.)
{
  const PAUSE = 300;

  function follow(told) {
    const input = document.getElementById(told.dataset.understood);
    if (!input || told.dataset.followed) return;
    told.dataset.followed = "1";
    let waiting;
    let asked = input.value;
    async function ask() {
      const words = input.value;
      if (words === asked) return;
      asked = words;
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
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    });
    input.addEventListener("change", ask);
  }

  const followAll = () => document.querySelectorAll("[data-understood]").forEach(follow);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", followAll);
  else followAll();
}
