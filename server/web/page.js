// What the page does beyond links and forms. Everything here can be absent.
import { offerCompletions } from "./completions.js";
import { findInFacets } from "./facets.js";
import { listenToKeys } from "./keyboard.js";
import { walkMatches } from "./matches.js";
import { offerThemes } from "./themes.js";
import { watchVariants } from "./variants.js";

offerThemes(document.getElementById("theme"));
offerCompletions(document.getElementById("q"));
document.querySelectorAll("form.find").forEach(findInFacets);
const matches = walkMatches(document.querySelector(".matches"));
const variants = watchVariants();
listenToKeys({ matches, variants, dialog: document.getElementById("keys") });
