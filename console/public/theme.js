// Before the first paint, so that a chosen theme doesn't flash; a file of its own because the page allows no inline script.
(function () {
  try {
    var theme = localStorage.getItem("sharewell.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (error) {
    // Storage is switched off: the system's theme it is.
  }
})();
