#include "common/entities/names.h"

#include <doctest/doctest.h>

#include "common/entities/person_names.h"
#include "common/entities/preferred_spelling.h"
#include "common/entities/romanisation.h"

namespace ksearch {
namespace {

TEST_CASE("a name's normalised form ignores case, diacritics, dots, apostrophes and spacing") {
  struct Row {
    EntityType type;
    const char* name;
    const char* expected;
  };
  const Row rows[] = {
      {EntityType::kPlace, "Türkiye", "turkiye"},
      {EntityType::kPlace, "TÜRKİYE", "turkiye"},
      {EntityType::kPlace, "Tu\u0308rkiye", "turkiye"},
      {EntityType::kPlace, "U.S.", "us"},
      {EntityType::kPlace, "Côte d’Ivoire", "cote divoire"},
      {EntityType::kPlace, "Côte d'Ivoire", "cote divoire"},
      {EntityType::kPlace, "  New \t York\n", "new york"},
      {EntityType::kPlace, "Łódź", "lodz"},
      {EntityType::kPlace, "Straße", "strasse"},
      {EntityType::kPerson, "Ban Ki-moon", "ban ki moon"},
      {EntityType::kPerson, "J. K. Rowling", "jk rowling"},
      {EntityType::kPerson, "J.K. Rowling", "jk rowling"},
      {EntityType::kPerson, "Сергей", "сергей"},
      {EntityType::kPerson, "Ёлкин", "елкин"},
      {EntityType::kPerson, "Μητσοτάκης", "μητσοτακησ"},
      {EntityType::kPerson, "Erdoğan", "erdogan"},
      {EntityType::kPerson, "Iğdır", "igdir"},
      {EntityType::kOrg, "The Guardian", "guardian"},
      {EntityType::kOrg, "Johnson & Johnson", "johnson and johnson"},
      {EntityType::kOrg, "AT&T", "at t"},
      {EntityType::kPlace, "The Hague", "the hague"},
      {EntityType::kPlace, "北京", "北京"},
      {EntityType::kMisc, "...", ""},
      {EntityType::kMisc, "", ""},
      {EntityType::kMisc, "\xff\xfe", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(normalize_name(row.type, row.name) == row.expected);
  }
}

TEST_CASE("two romanisations are two names") {
  CHECK(normalize_name(EntityType::kPerson, "Zelensky") !=
        normalize_name(EntityType::kPerson, "Zelenskyy"));
}

TEST_CASE("the preferred spelling does not depend on the order of arrival") {
  const char* spellings[] = {"TURKIYE", "Turkiye", "Türkiye", "TÜRKİYE", "turkiye"};
  for (const char* a : spellings) {
    for (const char* b : spellings) {
      CHECK(preferred_spelling(a, b) == preferred_spelling(b, a));
      for (const char* c : spellings) {
        CHECK(preferred_spelling(preferred_spelling(a, b), c) ==
              preferred_spelling(a, preferred_spelling(b, c)));
      }
    }
  }
  CHECK(preferred_spelling("ISTANBUL", "Istanbul") == "Istanbul");
  CHECK(preferred_spelling("Turkiye", "Türkiye") == "Türkiye");
  const char* better_and_worse[][2] = {{"Rishi Sunak", "Rishi) Sunak"},
                                       {"Elon Musk", "Elon [Musk"},
                                       {"Supreme Court", "The Supreme Court"},
                                       {"Supreme Court", "THE SUPREME COURT"},
                                       {"The Hague", "THE HAGUE"},
                                       {"The Hague", "the Hague"},
                                       {"Boris Johnson", "Boris-Johnson"},
                                       {"Jean-Claude Juncker", "Jean Claude Juncker"},
                                       {"Sam Bankman-Fried", "Sam Bankman Fried"},
                                       {"Karine Jean-Pierre", "Karine-Jean Pierre"},
                                       {"Ron DeSantis", "Ron Desantis"},
                                       {"Ursula von der Leyen", "Ursula Von Der Leyen"},
                                       {"Erik ten Hag", "Erik Ten Hag"},
                                       {"WhatsApp", "Whatsapp"},
                                       {"Rishi Sunak", "RIshi Sunak"},
                                       {"Ron DeSantis", "ROn DeSantis"},
                                       {"Boris Johnson", "BORIS Johnson"},
                                       {"Jean-Claude Juncker", "JEAN-Claude Juncker"},
                                       {"Emmanuel Macron", "Emmanuel MACRON"},
                                       {"New York", "NEw York"},
                                       {"JPMorgan Chase", "Jpmorgan Chase"},
                                       {"MPs", "Mps"},
                                       {"NATO Summit", "Nato Summit"},
                                       {"JD Vance", "Jd Vance"},
                                       {"Kim Jong-un", "KIm Jong-un"}};
  for (const auto& [better, worse] : better_and_worse) {
    CAPTURE(better);
    CHECK(preferred_spelling(better, worse) == better);
    CHECK(preferred_spelling(worse, better) == better);
  }
}

TEST_CASE("a spelling key is blind to romanisation") {
  const char* groups[][4] = {
      {"zelensky", "zelenskyy", "zelenskiy", "zelenskij"},
      {"tymoshenko", "tymoschenko", "tymoshenko", "tymoshenko"},
      {"medvedev", "medwedew", "medvediev", "medvedeff"},
      {"kyslytsya", "kyslytsia", "kyslytsja", "kyslitsya"},
      {"yermak", "ermak", "yermak", "ermak"},
      {"qaddafi", "kaddafi", "qadafi", "kadafi"},
      {"marc", "mark", "marck", "marc"},
  };
  for (const auto& group : groups) {
    for (const char* spelling : group) {
      CAPTURE(spelling);
      CHECK(spelling_key(spelling) == spelling_key(group[0]));
    }
  }
  CHECK(spelling_key("haley") != spelling_key("halley"));
  CHECK(spelling_key("mathews") != spelling_key("matthews"));
}

TEST_CASE("given names have one key in all their forms") {
  CHECK(given_name_key("volodymyr") == given_name_key("vladimir"));
  CHECK(given_name_key("bill") == given_name_key("william"));
  CHECK(given_name_key("serhiy") == given_name_key("sergei"));
  CHECK(given_name_key("bill") != given_name_key("bob"));
}

TEST_CASE("Cyrillic and Greek words are written in Latin letters") {
  CHECK(romanize("зеленський") == "zelenskiy");
  CHECK(romanize("путин") == "putin");
  CHECK(romanize("щербаков") == "shcherbakov");
  CHECK(romanize("μητσοτακησ") == "mitsotakis");
  CHECK(romanize("macron") == "macron");
}

TEST_CASE("oblique cases of Russian and Ukrainian names lead to the nominative") {
  const char* rows[][2] = {{"путина", "путин"},    {"зеленского", "зеленский"},
                           {"лавровым", "лавров"}, {"владимира", "владимир"},
                           {"трампом", "трамп"},   {"зеленський", "зеленський"},
                           {"putina", "putina"},   {"ермака", "ермак"}};
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CHECK(nominative(row[0]) == row[1]);
  }
}

TEST_CASE("a person's name is taken apart") {
  struct Row {
    const char* name;
    const char* surname;
    const char* given_key;
    std::size_t middle_names;
    const char* suffix;
  };
  const Row rows[] = {
      {"recep tayyip erdogan", "erdogan", "recep", 1, ""},
      {"ursula von der leyen", "leyen", "ursula", 0, ""},
      {"von der leyen", "leyen", "", 0, ""},
      {"putin", "putin", "", 0, ""},
      {"v putin", "putin", "v", 0, ""},
      {"vladimir vladimirovich putin", "putin", "vladimir", 0, ""},
      {"donald trump jr", "trump", "donald", 0, "jr"},
      {"xi jinping", "xi", "jinping", 0, ""},
      {"kim jong un", "kim", "jong", 1, ""},
      {"kim clijsters", "clijsters", "kim", 0, ""},
      {"", "", "", 0, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const PersonName name = parse_person_name(row.name);
    CHECK(name.surname == row.surname);
    CHECK(name.given_key == (row.given_key[0] == '\0' ? "" : given_name_key(row.given_key)));
    CHECK(name.middle_keys.size() == row.middle_names);
    CHECK(name.suffix == row.suffix);
    CHECK(surname_key(row.name) == name.surname_key);
  }
}

TEST_CASE("the key of a surname is that of the name taken apart, in any script") {
  for (const char* name : {"владимира путина", "галина бондарь", "ким чен ын", "си цзиньпин", "jr",
                           "trump jr", "xi jr", "κυριακος μητσοτακης", "đoan trang", "li wang"}) {
    CAPTURE(name);
    CHECK(surname_key(name) == parse_person_name(name).surname_key);
  }
}

}  // namespace
}  // namespace ksearch
