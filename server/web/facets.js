// Looking for a value inside a facet: the list follows each letter. The list is taken from the page
// that the form would open.
import { latest } from "./latest.js";

async function showMatching(form, signal) {
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form));
  const response = await fetch(address, { signal });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.querySelector("main .values");
  const scope = form.closest(".facet") ?? document.querySelector("main");
  const list = scope.querySelector(".values");
  const status = scope.querySelector("[role=status]");
  list?.replaceChildren(...(found?.children ?? []));
  if (status) status.textContent = page.querySelector("main [role=status]").textContent;
}

export function findInFacets(form) {
  const update = latest((_, signal) => showMatching(form, signal));
  form.querySelector("input[name=match]").addEventListener("input", update);
}
