// A button for light and dark. Until it is used, the page follows the system.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

export function offerThemes(button) {
  const name = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.title = `Show the page in ${isDark() ? "light" : "dark"} colours`;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Holds for this page only.
    }
    name();
  });
  system.addEventListener("change", name);
  name();
}
