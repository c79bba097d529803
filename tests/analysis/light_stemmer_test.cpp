#include "common/analysis/light_stemmer.h"

#include <doctest/doctest.h>

#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/stemmer.h"

namespace ksearch {
namespace {

/// The distinct stems of words divided by spaces.
std::set<std::string> stems(StemCache& cache, std::string_view words, std::string_view language) {
  std::set<std::string> found;
  std::istringstream in{std::string(words)};
  for (std::string word; in >> word;) found.emplace(cache.stem(word, language));
  return found;
}

constexpr std::string_view kUkrainianGroups[] = {
    "зеленський зеленського зеленському зеленським",
    "порошенко порошенка порошенку порошенком",
    "кулеба кулеби кулебу кулебою",
    "єрмак єрмака єрмаку єрмаком",
    "путін путіна путіну путіним путіні",
    "залужний залужного залужному залужним",
    "україна україни україні україну україною",
    "київ києва києву києвом києві",
    "харків харкова харкову харковом харкові",
    "львів львова львову львовом львові",
    "одеса одеси одесі одесу одесою",
    "чернігів чернігова чернігову черніговом",
    "тернопіль тернополя тернополю тернополем тернополі",
    "дніпро дніпра дніпру дніпром дніпрі",
    "херсон херсона херсону херсоном херсоні",
    "америка америки америці америку америкою",
    "прага праги празі прагу прагою",
    "росія росії росію росією",
    "польща польщі польщу польщею",
    "туреччина туреччини туреччині туреччину туреччиною",
    "стамбул стамбула стамбулу стамбулом стамбулі",
    "президент президента президенту президентом президенти президентів президентам президентами",
    "міністр міністра міністру міністром міністри міністрів міністрам міністрами",
    "переговори переговорів переговорам переговорами переговорах",
    "війна війни війні війну війною війнами",
    "мир миру миром мирі",
    "договір договору договором договорі договори договорів",
    "рік року роком роки років роках",
    "схід сходу сходом сході",
    "політика політики політиці політику політикою",
    "столиця столиці столицю столицею",
    "українець українця українцю українцем українці українців українцям українцями",
    "вересень вересня вересню вереснем вересні",
    "жовтень жовтня жовтню жовтнем жовтні",
    "ринок ринку ринком ринки ринків ринками",
    "питання питанню питанням питань питаннями питаннях",
    "рішення рішенню рішенням рішень рішеннями",
    "незалежність незалежності незалежністю",
    "можливість можливості можливістю можливостей можливостями можливостях",
    "країна країни країні країну країною країн країнам країнами країнах",
    "місто міста місту містом місті міст містам містами містах",
    "газета газети газеті газету газетою газет газетам",
    "журналіст журналіста журналісту журналістом журналісти журналістів журналістам",
    "армія армії армію армією",
    "поліція поліції поліцію поліцією",
    "безпека безпеки безпеці безпеку безпекою",
    "новий нового новому новим нова нової нову нове нові нових новими",
    "державний державного державному державним державна державної державну державні державних",
    "російський російського російському російським російська російської російську російські "
    "російських",
    "великий великого великому великим велика великої велику великі великих великими",
    "уряд уряду урядом уряди урядів урядам",
    "закон закону законом закони законів законам законами",
    "вибори виборів виборам виборами виборах",
    "делегація делегації делегацію делегацією",
    "зустріч зустрічі зустріччю зустрічей зустрічам",
    "корабель корабелі",
    "полонений полоненого полоненому полоненим полонені полонених полоненими",
    "обмін обміну обміном обміни обмінів",
    "сесія сесії сесію сесією сесіями",
    "депутат депутата депутату депутатом депутати депутатів депутатам",
    "гривня гривні гривню гривнею",
    "книга книги книзі книгу книгою",
    "допомога допомоги допомозі допомогу допомогою",
};

constexpr std::string_view kPolishGroups[] = {
    "tusk tuska tuskowi tuskiem tusku",
    "duda dudy dudę dudą",
    "kaczyński kaczyńskiego kaczyńskiemu kaczyńskim",
    "zełenski zełenskiego zełenskiemu zełenskim",
    "putin putina putinowi putinem putinie",
    "sikorski sikorskiego sikorskiemu sikorskim",
    "wałęsa wałęsy wałęsę wałęsą",
    "warszawa warszawy warszawie warszawę warszawą",
    "kraków krakowa krakowowi krakowem krakowie",
    "łódź łodzi łodzią",
    "poznań poznania poznaniowi poznaniem poznaniu",
    "gdynia gdyni gdynię gdynią",
    "wrocław wrocławia wrocławiem wrocławiu",
    "lublin lublina lublinem lublinie",
    "polska polski polskę polską",
    "ukraina ukrainy ukrainie ukrainę ukrainą",
    "rosja rosji rosję rosją",
    "francja francji francję francją",
    "ameryka ameryki ameryce amerykę ameryką",
    "praga pragi pradze pragę pragą",
    "londyn londynu londynowi londynem londynie",
    "turcja turcji turcję turcją",
    "prezydent prezydenta prezydentowi prezydentem prezydencie prezydenci prezydentów",
    "minister ministerem",
    "premier premiera premierowi premierem premierze premierów",
    "rząd rządu rządowi rządem rządzie rządy rządów rządom rządami rządach",
    "rozmowa rozmowy rozmowie rozmowę rozmową rozmowom rozmowami rozmowach",
    "wojna wojny wojnie wojnę wojną wojnami",
    "pokój pokoju pokojem pokojowi",
    "umowa umowy umowie umowę umową umowami umowach",
    "polityka polityki polityce politykę polityką",
    "ulica ulicy ulicę ulicą ulicami ulicach",
    "droga drogi drodze drogę drogą drogami drogach",
    "ręka ręki ręce rękę ręką rękami",
    "spotkanie spotkania spotkaniu spotkaniem spotkań spotkaniami spotkaniach",
    "pytanie pytania pytaniu pytaniem pytań pytaniami",
    "możliwość możliwości możliwością możliwościami możliwościach",
    "niepodległość niepodległości niepodległością",
    "policja policji policję policją",
    "armia armii armię armią",
    "partia partii partię partią partiami partiach",
    "delegacja delegacji delegację delegacją delegacjami delegacjach",
    "rynek rynku rynkiem rynki rynków rynkami rynkach",
    "początek początku początkiem początki początków",
    "wtorek wtorku wtorkiem wtorki",
    "wrzesień września wrześniu wrześniem",
    "nowy nowego nowemu nowym nowa nowej nową nowe nowych nowymi",
    "wielki wielkiego wielkiemu wielkim wielka wielkiej wielką wielkie wielkich wielkimi",
    "polityczny politycznego politycznemu politycznym polityczna politycznej polityczne "
    "politycznych",
    "rosyjski rosyjskiego rosyjskiemu rosyjskim rosyjska rosyjskiej rosyjską rosyjskich rosyjskimi",
    "dziennikarz dziennikarza dziennikarzowi dziennikarzem dziennikarze dziennikarzy dziennikarzom",
    "żołnierz żołnierza żołnierzowi żołnierzem żołnierze żołnierzy żołnierzami",
    "student studenta studentowi studentem studencie studenci studentów studentami",
    "kobieta kobiety kobiecie kobietę kobietą kobiet kobietami kobietach",
    "szkoła szkoły szkole szkołę szkołą szkołami szkołach",
    "książka książki książce książkę książką książkami",
    "granica granicy granicę granicą granic granicami granicach",
    "ustawa ustawy ustawie ustawę ustawą ustaw ustawami",
    "wybory wyborów wyborom wyborami wyborach",
    "pomoc pomocy pomocą",
    "bank banku bankowi bankiem banki banków bankami bankach",
    "europa europy europie europę europą",
};

constexpr std::string_view kCzechGroups[] = {
    "havel havla havlovi havlem",
    "zeman zemana zemanovi zemanem",
    "pavel pavla pavlovi pavlem",
    "fiala fialy fialu fialou",
    "babiš babiše babišovi babišem",
    "zelenskyj zelenského zelenskému zelenským zelenském",
    "putin putina putinovi putinem",
    "praha prahy praze prahu prahou",
    "brno brna brnu brnem brně",
    "ostrava ostravy ostravě ostravu ostravou",
    "charkov charkova charkovu charkovem charkově",
    "kyjev kyjeva kyjevu kyjevem kyjevě",
    "rusko ruska rusku ruskem",
    "ukrajina ukrajiny ukrajině ukrajinu ukrajinou",
    "polsko polska polsku polskem",
    "německo německa německu německem",
    "amerika ameriky americe ameriku amerikou",
    "turecko turecka turecku tureckem",
    "evropa evropy evropě evropu evropou",
    "londýn londýna londýnu londýnem londýně",
    "prezident prezidenta prezidentovi prezidentem prezidenti prezidentů prezidentům",
    "ministr ministra ministrovi ministrem ministři ministrů ministrům",
    "premiér premiéra premiérovi premiérem premiéři premiérů",
    "vláda vlády vládě vládu vládou vlád vládám vládách vládami",
    "válka války válce válku válkou válek válkám válkách válkami",
    "jednání jednáním jednáních jednáními",
    "rozhodnutí rozhodnutím rozhodnutích rozhodnutími",
    "mír míru mírem",
    "dohoda dohody dohodě dohodu dohodou dohod dohodám",
    "politika politiky politice politiku politikou",
    "ruka ruky ruce ruku rukou rukám",
    "kniha knihy knize knihu knihou knih knihám knihách",
    "město města městu městem městě měst městům městech",
    "ulice ulici ulicí ulic ulicím ulicích ulicemi",
    "hranice hranici hranicí hranic hranicím hranicích",
    "možnost možnosti možností možnostem možnostech možnostmi",
    "nezávislost nezávislosti nezávislostí",
    "stůl stolu stolem stoly stolů stolům",
    "dům domu domem domy domů domům domech",
    "voják vojáka vojákovi vojákem vojáci vojáků vojákům",
    "novinář novináře novináři novinářem novinářů novinářům",
    "student studenta studentovi studentem studenti studentů studentům",
    "poslanec poslance poslanci poslancem poslanců poslancům",
    "turek turka turkovi turkem turci turků",
    "leden ledna lednu lednem",
    "duben dubna dubnu dubnem",
    "nový nového novému novým nová nové novou nových novými",
    "velký velkého velkému velkým velká velké velkou velkých velkými",
    "český českého českému českým česká české českou čeští českých českými",
    "ruský ruského ruskému ruským ruská ruské ruskou ruští ruských ruskými",
    "politický politického politickému politickým politická političtí politických",
    "státní státního státnímu státním státních státními",
    "zákon zákona zákonu zákonem zákony zákonů zákonům zákonech",
    "strana strany straně stranu stranou stran stranám stranách stranami",
    "volba volby volbě volbu volbou voleb volbám volbách volbami",
    "policie policii policií policiím policiích",
    "armáda armády armádě armádu armádou armád armádám armádách",
    "delegace delegaci delegací delegacím delegacích delegacemi",
    "banka banky bance banku bankou bank bankám bankách bankami",
    "škola školy škole školu školou škol školám školách školami",
    "kapitola kapitoly kapitole kapitolu kapitolou kapitol",
    "otázka otázky otázce otázku otázkou otázek otázkám",
    "ministerstvo ministerstva ministerstvu ministerstvem ministerstev ministerstvům",
};

using Pair = std::pair<std::string_view, std::string_view>;

constexpr Pair kUkrainianApart[] = {
    {"мир", "мова"},           {"рік", "рак"},         {"київ", "кий"},
    {"зеленський", "зелений"}, {"україна", "країна"},  {"президент", "резидент"},
    {"війна", "вина"},         {"закон", "загон"},     {"уряд", "ряд"},
    {"книга", "княгиня"},      {"порошенко", "порох"}, {"одеса", "адреса"},
    {"росія", "рослина"},      {"армія", "ара"},       {"місто", "мостити"},
    {"путін", "путь"},         {"харків", "харч"},     {"політика", "поліція"},
    {"польща", "поле"},        {"вибори", "вибух"},    {"депутат", "диспут"},
    {"газета", "газ"},
};
constexpr Pair kPolishApart[] = {
    {"tusk", "tuszki"},   {"warszawa", "warsztat"}, {"kraków", "kra"},     {"polska", "pole"},
    {"rosja", "rosa"},    {"rząd", "rzut"},         {"wojna", "wojsko"},   {"pokój", "pole"},
    {"umowa", "uwaga"},   {"polityka", "policja"},  {"droga", "drogeria"}, {"ręka", "rzeka"},
    {"armia", "ara"},     {"partia", "para"},       {"rynek", "ryba"},     {"bank", "banda"},
    {"kobieta", "kobza"}, {"ulica", "ul"},          {"granica", "granat"}, {"putin", "puty"},
    {"europa", "euro"},   {"zełenski", "zieleń"},
};
constexpr Pair kCzechApart[] = {
    {"havel", "hovor"},   {"praha", "právo"},         {"brno", "barva"},     {"rusko", "růže"},
    {"válka", "vlak"},    {"vláda", "vlak"},          {"mír", "mise"},       {"ruka", "rouška"},
    {"kniha", "knoflík"}, {"město", "místo"},         {"stůl", "stát"},      {"dům", "dým"},
    {"turek", "turista"}, {"leden", "led"},           {"nový", "noc"},       {"zákon", "zákaz"},
    {"strana", "stromy"}, {"policie", "politika"},    {"banka", "bankovka"}, {"škola", "skála"},
    {"putin", "putna"},   {"prezident", "president"},
};

void check_groups(std::span<const std::string_view> groups, std::string_view language) {
  CHECK(groups.size() >= 60);
  StemCache cache;
  for (const std::string_view group : groups) {
    const std::set<std::string> found = stems(cache, group, language);
    std::string listed;
    for (const std::string& stem : found) listed += stem + " ";
    CAPTURE(group);
    CAPTURE(listed);
    CHECK(found.size() == 1);
  }
}

void check_apart(std::span<const Pair> pairs, std::string_view language) {
  CHECK(pairs.size() >= 20);
  StemCache cache;
  for (const auto& [one, other] : pairs) {
    CAPTURE(one);
    CAPTURE(other);
    CHECK(std::string(cache.stem(one, language)) != std::string(cache.stem(other, language)));
  }
}

TEST_CASE("the forms of a Ukrainian word meet, and those of two words do not") {
  check_groups(kUkrainianGroups, "uk");
  check_apart(kUkrainianApart, "uk");
}

TEST_CASE("the forms of a Polish word meet, and those of two words do not") {
  check_groups(kPolishGroups, "pl");
  check_apart(kPolishApart, "pl");
}

TEST_CASE("the forms of a Czech word meet, and those of two words do not") {
  check_groups(kCzechGroups, "cs");
  check_apart(kCzechApart, "cs");
}

TEST_CASE("words of other scripts and short words stay as they are") {
  CHECK(light_stem("generals", LightLanguage::kUkrainian) == "generals");
  CHECK(light_stem("нато", LightLanguage::kPolish) == "нато");
  CHECK(light_stem("ми", LightLanguage::kUkrainian) == "ми");
  CHECK(light_stem("na", LightLanguage::kCzech) == "na");
  CHECK(light_stem("", LightLanguage::kPolish).empty());
}

TEST_CASE("any bytes have a stem") {
  for (const std::string_view word : {"\xD0", "\x80\x80\x80\x80", "а\xD1", "\xFFов"}) {
    for (const LightLanguage language :
         {LightLanguage::kCzech, LightLanguage::kPolish, LightLanguage::kUkrainian}) {
      CHECK(light_stem(word, language).size() <= word.size() + 4);
    }
  }
}

}  // namespace
}  // namespace ksearch
