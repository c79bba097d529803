// The list of names behind a value lies over what follows: Escape and a click elsewhere close it.
const opened = () => document.querySelector("details.variants[open]");

function close() {
  const variants = opened();
  if (!variants) return;
  variants.open = false;
  variants.querySelector("summary").focus();
}

export function watchVariants() {
  document.addEventListener("click", (event) => {
    const variants = opened();
    if (variants && !variants.contains(event.target)) variants.open = false;
  });
  return { close };
}
