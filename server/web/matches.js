// Walks through the matches of a document: two buttons before their numbers, and next() and
// previous() for the keyboard.
function button(text, label, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
}

export function walkMatches(bar) {
  if (!bar) return null;
  const links = [...bar.querySelectorAll("ol a")];
  let at = -1;

  const show = (index) => {
    links[at]?.removeAttribute("aria-current");
    document.querySelector("mark.current")?.classList.remove("current");
    at = (index + links.length) % links.length;
    const mark = document.querySelector(links[at].hash);
    mark.classList.add("current");
    mark.scrollIntoView({ block: "center" });
    links[at].setAttribute("aria-current", "true");
    links[at].scrollIntoView({ block: "nearest", inline: "center" });
    history.replaceState(null, "", links[at].hash);
  };
  const next = () => show(at + 1);
  const previous = () => show(at < 0 ? -1 : at - 1);

  links.forEach((link, index) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(index);
    }),
  );
  bar.prepend(button("↑", "Previous match", previous), button("↓", "Next match", next));
  return { next, previous };
}
