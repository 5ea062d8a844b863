// Before the first paint, so that what was chosen doesn't flash; a file of its own because the page allows no inline script.
(function () {
  try {
    var theme = localStorage.getItem("sharewell.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    if (localStorage.getItem("sharewell.density") === "dense")
      document.documentElement.dataset.density = "dense";
  } catch (error) {
    // Storage is switched off: the system's theme and the usual spacing it is.
  }
})();
