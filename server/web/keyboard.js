// The keys of the page. They never act while somebody writes, nor with a modifier.
function isWriting(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

/** Moves the focus to the title of the next or previous hit; Enter opens it as any link. */
function moveInHits(step) {
  const titles = [...document.querySelectorAll(".hit h2 a")];
  const hit = document.activeElement.closest(".hit");
  const from = titles.findIndex((title) => hit?.contains(title));
  const to = from < 0 && step < 0 ? titles.length - 1 : from + step;
  titles[Math.max(0, Math.min(to, titles.length - 1))]?.focus();
}

function openFilters() {
  const filters = document.getElementById("filters");
  if (!filters) return;
  if (getComputedStyle(filters).display === "none") filters.showPopover?.();
  filters.querySelector("a, input")?.focus();
}

export function listenToKeys({ matches, variants, dialog }) {
  const query = document.getElementById("q");
  const actions = {
    "/": () => {
      query.focus();
      query.select();
    },
    j: () => (matches ? matches.next() : moveInHits(1)),
    k: () => (matches ? matches.previous() : moveInHits(-1)),
    f: openFilters,
    Escape: variants.close,
    u: () => document.getElementById("back")?.click(),
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isWriting(event.target)) {
      event.target.blur();
    } else if (!isWriting(event.target) && !dialog.open && Object.hasOwn(actions, event.key)) {
      if (event.key !== "Escape") event.preventDefault();
      actions[event.key]();
    }
  });
}
