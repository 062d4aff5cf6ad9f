// Before the first paint: says that scripts run, and restores the reader's choice of day or night.
(function (root) {
  root.classList.add("scripted");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "day" || theme === "night") root.dataset.theme = theme;
  } catch { /* storage refused: the device decides */ }
})(document.documentElement);
