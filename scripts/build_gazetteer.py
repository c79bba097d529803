#!/usr/bin/env python3
"""Builds data/places.tsv and data/gazetteer.tsv from free packages; THIRD_PARTY.md has the notices.

Needs Debian's iso-codes, libgeonames-common and wordnet-base, and the output of
scripts/gazetteer_sources.mjs:

    scripts/build_gazetteer.py sources.json data/

places.tsv:     kind, shown name, other names and spellings in many languages joined by "|".
                A name stands once, for the most notable place that bears it.
gazetteer.tsv:  folded phrase, classes joined by ",": evidence for the trained recogniser.
"""
import collections
import gettext
import glob
import json
import os
import re
import sys
import unicodedata

ISO = '/usr/share/iso-codes/json/'
LOCALES = '/usr/share/locale/'
# Spellings of a place in some language that are common words in another.
NO_ALIAS = {'namen', 'day', 'nord', 'delta', 'essen', 'baden', 'van', 'most', 'same', 'sale', 'mar'}
# Countries whose everyday English name is not the first one of the sources.
SHOWN = {'BA': 'Bosnia and Herzegovina', 'PS': 'Palestine', 'CI': 'Ivory Coast', 'CV': 'Cape Verde',
         'CZ': 'Czech Republic', 'CD': 'DR Congo', 'CG': 'Republic of the Congo', 'HK': 'Hong Kong',
         'MO': 'Macau', 'MM': 'Myanmar', 'VA': 'Vatican City', 'ST': 'São Tomé and Príncipe',
         'TT': 'Trinidad and Tobago', 'AG': 'Antigua and Barbuda', 'KN': 'Saint Kitts and Nevis',
         'LC': 'Saint Lucia', 'VC': 'Saint Vincent and the Grenadines', 'FK': 'Falkland Islands'}
EXTRA = {'US': 'US|U.S.|USA|U.S.A.|United States of America|America|the States|EE.UU.|EEUU|États-Unis|США|ABD|СЩА',
         'GB': 'UK|U.K.|Britain|Great Britain|Großbritannien|Grande-Bretagne|Великобритания|Велика Британія|İngiltere',
         'TR': 'Turkey|Turkiye|Türkei|Turquie|Turquía', 'MM': 'Burma', 'CZ': 'Czechia', 'NL': 'Holland|The Netherlands',
         'SZ': 'Swaziland', 'MK': 'Macedonia|FYROM', 'AE': 'UAE|U.A.E.|Emirates', 'RU': 'Russian Federation|РФ',
         'CD': 'DRC|Democratic Republic of the Congo|Democratic Republic of Congo|Congo-Kinshasa|Zaire',
         'CG': 'Congo-Brazzaville', 'CN': "PRC|People's Republic of China|Mainland China", 'DE': 'Federal Republic of Germany',
         'KP': "DPRK|Democratic People's Republic of Korea", 'KR': 'Republic of Korea|S. Korea', 'PS': 'Palestinian Territories|State of Palestine',
         'CI': "Côte d'Ivoire|Cote d'Ivoire", 'VA': 'Holy See|Vatican', 'TL': 'East Timor', 'SA': 'Kingdom of Saudi Arabia',
         'UA': 'The Ukraine', 'BY': 'Byelorussia|Belorussia', 'MD': 'Moldavia', 'LK': 'Ceylon', 'IR': 'Islamic Republic of Iran',
         'CV': 'Cabo Verde', 'NZ': 'Aotearoa', 'TW': 'Republic of China', 'SY': 'Syrian Arab Republic', 'LA': 'Lao PDR'}
CITY_EXTRA = {'Kyiv': 'Kiev|Kiew|Kyjiw', 'Kharkiv': 'Kharkov|Charkiw|Charkow', 'Lviv': 'Lvov|Lwow|Lemberg|Lwiw', 'Odesa': 'Odessa',
              'Dnipro': 'Dnepr|Dnipropetrovsk|Dnepropetrovsk', 'Zaporizhzhia': 'Zaporizhzhya|Zaporozhye|Zaporizhia|Saporischschja',
              'Luhansk': 'Lugansk', 'Mykolaiv': 'Nikolaev|Mykolayiv', 'Chernihiv': 'Chernigov', 'Ternopil': 'Ternopol',
              'Mumbai': 'Bombay', 'Kolkata': 'Calcutta', 'Chennai': 'Madras', 'Beijing': 'Peking', 'Ho Chi Minh City': 'Saigon',
              'Yangon': 'Rangoon', 'New York City': 'New York|NYC|New York, N.Y.', 'Los Angeles': 'L.A.', 'Washington': 'Washington, D.C.|Washington DC|D.C.',
              'Saint Petersburg': 'St. Petersburg|St Petersburg|Leningrad|Petrograd', 'Volgograd': 'Stalingrad', 'Astana': 'Nur-Sultan',
              'Guangzhou': 'Canton', 'Istanbul': 'Constantinople', 'Izmir': 'Smyrna', 'Gdańsk': 'Danzig', 'Wrocław': 'Breslau', 'Kaliningrad': 'Königsberg',
              'Tbilisi': 'Tiflis', 'Sao Paulo': 'São Paulo', 'Mecca': 'Makkah', 'Donetsk': 'Donezk', 'Bengaluru': 'Bangalore', 'Tel Aviv': 'Tel Aviv-Yafo'}
REGIONS = '''Africa|Afrika|Afrique|África|Африка
Asia|Asien|Asie|Азия|Азія|Asya
Europe|Europa|Европа|Європа|Avrupa
North America|Nordamerika|Amérique du Nord|Северная Америка
South America|Südamerika|Amérique du Sud|Южная Америка
Latin America|Lateinamerika|Amérique latine|Латинская Америка
Central America
Middle East|Mideast|Near East|Nahost|Naher Osten|Nahen Osten|Moyen-Orient|Proche-Orient|Oriente Medio|Ближний Восток|Близький Схід|Orta Doğu|Ortadoğu
Far East
Southeast Asia|South-East Asia
South Asia
East Asia
Central Asia|Центральная Азия|Zentralasien
Western Europe|Westeuropa
Eastern Europe|Osteuropa|Europe de l'Est|Восточная Европа
Antarctica
Oceania
Balkans|Balkan|Балканы|Балкани
Caucasus|North Caucasus|South Caucasus|Kaukasus|Caucase|Кавказ
Caribbean|Karibik
Mediterranean|Mediterranean Sea|Mittelmeer|Méditerranée|Средиземное море
Black Sea|Schwarzes Meer|Schwarzen Meer|mer Noire|Чёрное море|Чорне море|Karadeniz
Sea of Azov|Azov Sea|Азовское море|Азовське море
Baltic Sea|Baltic|Ostsee|mer Baltique|Балтийское море
Red Sea|Rotes Meer|mer Rouge|Красное море
South China Sea
Persian Gulf|Arabian Gulf|Персидский залив
Strait of Hormuz
Bosphorus|Bosporus|Bosphore|Босфор|Boğaziçi
Scandinavia|Skandinavien
Siberia|Sibirien|Sibérie|Сибирь|Сибір
Sahara
Sahel
Maghreb
Horn of Africa
Atlantic Ocean|Atlantic
Pacific Ocean|Pacific
Indian Ocean
Arctic|Arctic Ocean|Arktis|Арктика
Sinai|Sinai Peninsula
Kashmir
Tibet|Xizang
Xinjiang
Kurdistan
Crimea|Crimean Peninsula|Krim|Crimée|Крым|Крим|Kırım
Donbas|Donbass|Донбасс|Донбас
Chechnya|Tschetschenien|Чечня
Dagestan|Дагестан
Transnistria|Приднестровье
Abkhazia|Абхазия
South Ossetia
Nagorno-Karabakh|Karabakh
Gaza Strip|Gaza|Gazastreifen|bande de Gaza|Сектор Газа|Газа|Gazze
West Bank|Westjordanland|Cisjordanie
Golan Heights|Golan
England|Англия|Angleterre
Scotland|Schottland|Écosse|Шотландия
Wales
Northern Ireland|Nordirland
Catalonia|Catalunya|Cataluña|Katalonien
Basque Country
Bavaria|Bayern|Bavière
Kosovo|Косово
Soviet Union|USSR|U.S.S.R.|Sowjetunion|Union soviétique|СССР|Советский Союз
Yugoslavia|Jugoslawien
Czechoslovakia
East Germany
West Germany
Kremlin|Kreml|Кремль|Кремля|Кремле|Kremlin Sarayı
White House|Weißes Haus|Weißen Haus|Maison Blanche|Белый дом|Белого дома|Білий дім|Beyaz Saray
Downing Street|10 Downing Street
Capitol Hill
Wall Street
Dolmabahce Palace|Dolmabahçe Palace|Dolmabahçe|Dolmabahçe Sarayı|Dolmabahçe-Palast|Дворец Долмабахче
Ciragan Palace|Çırağan Palace|Çırağan
Golden Horn|Goldenes Horn|Corne d'Or|Haliç|Золотой Рог|Золотий Ріг
Red Square|Красная площадь
Buckingham Palace
Élysée Palace|Elysée Palace
Guantanamo Bay|Guantánamo Bay|Guantanamo'''.split('\n')

# Found missing after the models were trained: places.tsv has it, the gazetteer in the models has not.
NOT_IN_GAZETTEER = '# Not in the gazetteer'
LATER_NAMES = {
    'New York': 'NYC|N.Y.C.', 'New South Wales': 'NSW', 'California': 'Calif', 'Florida': 'Fla',
    'Michigan': 'Mich', 'Minnesota': 'Minn', 'Tennessee': 'Tenn', 'Oklahoma': 'Okla', 'Connecticut': 'Conn',
    'United Arab Emirates': 'Объединённых Арабских Эмиратов|Об’єднаних Арабських Еміратів',
    'Ciragan Palace': 'Çırağan Sarayı|Çırağan-Palast|Чыраган|Чираган|Чырагане',
    'Dolmabahce Palace': 'palais de Dolmabahçe|Dolmabahce Sarayi',
}
# Found wrong after that, likewise: in news these are something else ("É.-U." is read as "EU").
NOT_NAMES = set('É.-U.|ABŞ|SAD|SAM|Fas|Uman|Nga|Siri|Daca|Beč|Amã|Bono|Bona'.split('|'))
LATER_ROWS = [('region', 'Sea of Marmara',
               'Marmarameer|Marmara Denizi|mer de Marmara|Мраморное море|Мармурове море'.split('|'))]
LATER_SHOWN = {'Abu Dhabi Island and Internal Islands City': 'Abu Dhabi', 'Nur-Sultan': 'Astana'}


def folded(text):
    """Lower case without diacritics, tokens apart: the form of gazetteer.tsv."""
    text = text.replace('’', "'").lower()
    for a, b in (('ı', 'i'), ('ł', 'l'), ('ø', 'o'), ('đ', 'd'), ('ß', 'ss'), ('æ', 'ae'), ('œ', 'oe')):
        text = text.replace(a, b)
    out = []
    for ch in text:
        base = unicodedata.normalize('NFD', ch)[0]
        if ch != 'й' and unicodedata.name(base, '').startswith(('LATIN', 'GREEK', 'CYRILLIC')):
            out.append(base)
        elif not 0x300 <= ord(ch) <= 0x36f:
            out.append(ch)
    return ' '.join(re.findall(r"\w+", ''.join(out).replace('.', '').replace("'", '')))


def write_places(path, rows):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('# Written by scripts/build_gazetteer.py: kind, shown name, other names.\n')
        for kind, shown, others in [*rows, *LATER_ROWS]:
            others = [*(name for name in others if name not in NOT_NAMES), *LATER_NAMES.get(shown, '').split('|')]
            if shown in LATER_SHOWN:
                others = [shown, *(name for name in others if name != LATER_SHOWN[shown])]
                shown = LATER_SHOWN[shown]
            f.write(f'{kind}\t{shown}\t{"|".join(filter(None, others))}\n')


def catalogs(domain):
    for path in sorted(glob.glob(f'{LOCALES}*/LC_MESSAGES/{domain}.mo')):
        with open(path, 'rb') as f:
            yield path.split('/')[4], gettext.GNUTranslations(f)._catalog


def script_of(text):
    for ch in text:
        if ch.isalpha():
            return unicodedata.name(ch, 'X').split()[0]
    return ''


def wordnet_words():
    """English words that are no names: lower-case lemmas of WordNet."""
    words = set('of the and a in on to for by at is as are was be this that with from or an it he she they we you i has have '
                'had all more most some such than then there these those what when where which who how why not no yes our '
                'his her its their them us me my your can could may might must shall should will would if into onto upon '
                'about above after again against also am been before being below between both but did do does doing down '
                'during each few further here him just nor now off once only other out over own same so too under until up '
                'very while whom'.split())
    for part in ('noun', 'verb', 'adj', 'adv'):
        base = {}
        with open(f'/usr/share/wordnet/data.{part}', encoding='utf-8') as f:
            for line in f:
                if line[0] == ' ':
                    continue
                fields = line.split('|')[0].split()
                count = int(fields[3], 16)
                for i in range(count):
                    word = re.sub(r'\(.*\)', '', fields[4 + 2 * i])
                    if word.islower() and '_' not in word:
                        words.add(word)
    return words


def wordnet_instances():
    kinds = {'18': 'WNPER', '15': 'WNLOC', '17': 'WNLOC', '14': 'WNORG'}
    with open('/usr/share/wordnet/data.noun', encoding='utf-8') as f:
        for line in f:
            if line[0] == ' ':
                continue
            fields = line.split('|')[0].split()
            count = int(fields[3], 16)
            pointers = fields[4 + 2 * count + 1:]
            if '@i' in pointers[::4] and fields[1] in kinds:
                for i in range(count):
                    yield fields[4 + 2 * i].replace('_', ' '), kinds[fields[1]]


class Places:
    def __init__(self, common):
        self.rows, self.owner, self.common = [], {}, common

    def add(self, kind, shown, names, sure=()):
        row = [kind, shown, []]
        for index, name in enumerate([shown] + names):
            name = re.sub(r'\s*[\(\[].*?[\)\]]', '', name).strip(' ,;*')
            key = folded(name)
            if not key or not re.search(r'\w', name) or '|' in name or '\t' in name:
                continue
            latin = script_of(name) in ('LATIN', '')
            if latin and len(key) < 2 or latin and index and len(key) < 3 and name not in ('US', 'UK'):
                continue
            if latin and index and key in self.common and ' ' not in key and not name.isupper() and name not in sure:
                continue
            if key in self.owner or key in NO_ALIAS:
                continue
            self.owner[key] = row
            if index:
                row[2].append(name)
        if folded(shown) in self.owner and self.owner[folded(shown)] is row:
            self.rows.append(row)


def build_places(sources, common):
    places = Places(common)
    iso = {c['alpha_2']: c for c in json.load(open(ISO + 'iso_3166-1.json'))['3166-1']}
    translated = collections.defaultdict(list)
    for _, catalog in catalogs('iso_3166-1'):
        for code, country in iso.items():
            for key in ('name', 'common_name', 'official_name'):
                text = catalog.get(country.get(key))
                if text:
                    translated[code].append(text)
    for code, names in sorted(sources['countries'].items()):
        if code not in iso and code != 'XK':
            continue
        shown = SHOWN.get(code) or re.sub(r' \(.*', '', names['en'][0]).replace('St. ', 'Saint ').replace(' & ', ' and ')
        others = EXTRA.get(code, '').split('|') + [n for language in names.values() for n in language]
        entry = iso.get(code, {})
        others += [entry[k] for k in ('common_name', 'name', 'official_name') if k in entry]
        if ',' in entry.get('name', ''):
            head, tail = entry['name'].split(',', 1)
            others.append(tail.strip() + ' ' + head)
        places.add('country', shown, others + translated[code], EXTRA.get(code, '').split('|'))
    for line in REGIONS:
        names = line.split('|')
        places.add('region', names[0], names[1:])
    english = {}
    others = collections.defaultdict(list)
    for language, catalog in catalogs('geonames'):
        for key, text in catalog.items():
            if isinstance(key, str) and key.isdigit() and text:
                if language == 'en':
                    english[int(key)] = text
                others[int(key)].append(text)
    for number, name, country, feature, population in sorted(
            sources['cities'], key=lambda c: (c[3] != 'PPLC', -c[4])):
        if feature == 'PPLX' or population < 100000 and feature not in ('PPLC',) and not (country in ('UA', 'RU', 'TR') and population >= 50000):
            continue
        shown = english.get(number, name).replace('’', '')
        if folded(shown) in ('kiev',):
            shown = 'Kyiv'
        if folded(shown) == 'odessa' and country == 'UA':
            shown = 'Odesa'
        extra = CITY_EXTRA.get(shown, '')
        places.add('capital' if feature == 'PPLC' else 'city', shown, extra.split('|') + [name] + others[number])
    for subdivision in json.load(open(ISO + 'iso_3166-2.json'))['3166-2']:
        name = subdivision['name']
        if subdivision['code'][:2] in ('US', 'CA', 'AU', 'DE', 'UA', 'RU', 'IN', 'CN', 'BR', 'MX', 'IT', 'ES', 'FR') and \
                folded(name) not in common:
            places.add('region', re.sub(r'[\(\[].*', '', name).strip(), [])
    return places


def build_gazetteer(sources, places, common, words):
    classes = collections.defaultdict(set)

    def add(name, kind):
        name = re.sub(r'\s*[\(\[].*?[\)\]]', '', name).strip(' ,;*')
        key = folded(name)
        if len(key) >= 2 and len(key.split()) <= 6 and not key.isdigit():
            classes[key].add(kind)

    latin = ('LATIN', 'CYRILLIC', 'GREEK')
    for kind, shown, others in places.rows:
        for index, name in enumerate([shown] + others):
            if script_of(name) == 'LATIN':
                add(name, {'country': 'COUNTRY', 'region': 'REGION'}.get(kind, 'CITYALT' if index else 'CITYBIG'))
    for subdivision in json.load(open(ISO + 'iso_3166-2.json'))['3166-2']:
        if script_of(subdivision['name']) == 'LATIN':
            add(subdivision['name'], 'SUBDIV')
    for _, name, _, feature, population in sources['cities']:
        if folded(name) not in common:
            add(name, 'CITYBIG' if population >= 150000 else 'CITYMID')
    for language, catalog in catalogs('geonames'):
        if language in ('en', 'fr', 'de', 'es'):
            for key, text in catalog.items():
                if key and text and folded(text) not in common:
                    add(text, 'CITYALT')
    for kind, lists in (('FIRST', sources['given']), ('LAST', sources['family'])):
        for names in lists.values():
            for name in names:
                if len(name) > 2 and script_of(name) in latin:
                    add(name, kind)
    for name in sources['nationalities']:
        add(name, 'DEMONYM')
    lexicon = {'MaleName': 'FIRST', 'FemaleName': 'FIRST', 'FirstName': 'FIRST', 'LastName': 'LAST',
               'Organization': 'ORGN', 'SportsTeam': 'TEAM', 'Country': 'COUNTRY', 'Region': 'SUBDIV',
               'City': 'CITYBIG', 'Demonym': 'DEMONYM', 'Honorific': 'TITLE', 'Place': 'PLACE'}
    for word, tags in sources['words']:
        for tag in tags:
            if tag in lexicon:
                add(word, lexicon[tag])
    for name, kind in wordnet_instances():
        add(name, kind)
    for kind, names in words.items():
        for name in names:
            add(name, kind)
    for key in classes:
        if key in common:
            classes[key].add('COMMON')
    return classes


def hand_written(folder):
    words = collections.defaultdict(list)
    for line in open(os.path.join(folder, 'name_words.tsv'), encoding='utf-8'):
        if line.startswith(NOT_IN_GAZETTEER):
            break
        if line.strip() and line[0] != '#':
            kind, names = line.rstrip('\n').split('\t')
            words[kind] += names.split('|')
    for line in open(os.path.join(folder, 'organisations.tsv'), encoding='utf-8'):
        if line.startswith(NOT_IN_GAZETTEER):
            break
        if line.strip() and line[0] != '#':
            shown, _, others = line.rstrip('\n').partition('\t')
            words['ORGN'] += [n for n in [shown] + others.split('|') if script_of(n) == 'LATIN']
    return words


def main():
    sources = json.load(open(sys.argv[1], encoding='utf-8'))
    folder = sys.argv[2]
    common = wordnet_words()
    places = build_places(sources, common)
    write_places(os.path.join(folder, 'places.tsv'), places.rows)
    gazetteer = build_gazetteer(sources, places, common, hand_written(folder))
    with open(os.path.join(folder, 'gazetteer.tsv'), 'w', encoding='utf-8') as f:
        f.write('# Written by scripts/build_gazetteer.py: folded phrase, classes.\n')
        for key in sorted(gazetteer):
            f.write(f'{key}\t{",".join(sorted(gazetteer[key]))}\n')
    print(len(places.rows), 'places,', len(places.owner), 'names;', len(gazetteer), 'gazetteer phrases')


if __name__ == '__main__':
    main()
