// Completes names and words in the search box: the combobox with a list of the ARIA Authoring
// Practices. A name becomes a condition of the search, a word is written into the box.
import { latest } from "./latest.js";

const kinds = { person: "person", place: "place", org: "organisation", word: "word" };

async function suggestions(prefix, signal) {
  const address = `/api/v1/suggest?${new URLSearchParams({ prefix, limit: "8" })}`;
  const response = await fetch(address, { signal });
  if (!response.ok) return [];
  const lines = (await response.text()).split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line));
}

/** The words before the last one, and the last one, which is the one being written. */
function parted(text) {
  const start = text.search(/\S+$/u);
  return start < 0 ? [text, ""] : [text.slice(0, start), text.slice(start)];
}

class Completions {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = "completions";
    this.list.className = "completions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Completions");
    this.list.hidden = true;
    input.after(this.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    this.offered = [];
    this.close();

    input.addEventListener("input", latest((_, signal) => this.complete(signal)));
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) this.take(this.offered[[...this.list.children].indexOf(option)]);
    });
  }

  async complete(signal) {
    const text = this.input.value;
    const [before, last] = parted(text);
    let offered = [];
    let kept = "";
    if (last.length > 1 && !/["():]/u.test(text)) {
      offered = await suggestions(text.trim(), signal);
      if (offered.length === 0 && before !== "") {
        offered = await suggestions(last, signal);
        kept = before;
      }
    }
    if (document.activeElement === this.input) this.show(offered.map((one) => ({ ...one, kept })));
  }

  show(offered) {
    this.close();
    this.offered = offered;
    this.list.replaceChildren(...offered.map((one, index) => this.option(one, index)));
    this.list.hidden = offered.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  option({ text, field, count }, index) {
    const option = document.createElement("li");
    option.id = `completion-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const name = document.createElement("bdi");
    name.textContent = text;
    name.className = `name ${field}`;
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = `${kinds[field]} · ${count}`;
    option.append(name, kind);
    return option;
  }

  select(index) {
    const options = [...this.list.children];
    const chosen = options.at(index % options.length);
    options.forEach((option) => option.setAttribute("aria-selected", String(option === chosen)));
    this.selected = options.indexOf(chosen);
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }

  close() {
    this.selected = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    if (this.list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") this.select(this.selected + 1);
    else if (event.key === "ArrowUp") this.select(this.selected < 0 ? -1 : this.selected - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.selected >= 0) this.take(this.offered[this.selected]);
    else return;
    event.preventDefault();
  }

  take({ text, field, kept }) {
    this.close();
    this.input.value = field === "word" ? `${kept}${text} ` : kept.trim();
    if (field === "word") return;
    const name = document.createElement("input");
    name.type = "hidden";
    name.name = field;
    name.value = text;
    this.input.form.append(name);
    this.input.form.requestSubmit();
  }
}

export function offerCompletions(input) {
  new Completions(input);
}
