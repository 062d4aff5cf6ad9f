// Before the first paint: says that scripts run, and restores the reader's choice of day or night. Where the
// script of the site does not come, the page is as without any.
(function (root) {
  root.classList.add("scripted");
  addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) root.classList.remove("scripted");
  }, true);
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "day" || theme === "night") root.dataset.theme = theme;
  } catch { /* storage refused: the device decides */ }
})(document.documentElement);
