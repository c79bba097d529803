#include "common/entities/entity_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

namespace ksearch {
namespace {

constexpr auto kPerson = EntityType::kPerson;
constexpr auto kPlace = EntityType::kPlace;
constexpr auto kOrg = EntityType::kOrg;
constexpr auto kMisc = EntityType::kMisc;

struct Group {
  EntityType type;
  std::vector<const char*> names;
};

const std::vector<Group> kGroups = {
    // People: romanisations, scripts, given names, initials.
    {kPerson,
     {"Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Vladimir Zelensky",
      "Володимир Зеленський", "Владимир Зеленский", "Wolodymyr Selenskyj", "Zelenskyj"}},
    {kPerson,
     {"Vladimir Putin", "Wladimir Putin", "Vladimir Poutine", "Владимир Путин", "Владимира Путина",
      "V. Putin", "Vladimir Vladimirovich Putin"}},
    {kPerson,
     {"Sergei Lavrov", "Sergey Lavrov", "Sergej Lawrow", "Сергей Лавров", "Сергея Лаврова"}},
    {kPerson, {"Dmitry Peskov", "Dmitri Peskov", "Dmitrij Peskow", "Дмитрий Песков"}},
    {kPerson, {"Dmitry Medvedev", "Dmitri Medwedew", "Дмитрий Медведев"}},
    {kPerson,
     {"Vladimir Medinsky", "Vladimir Medinskiy", "Wladimir Medinski", "Владимир Мединский"}},
    {kPerson, {"Rustem Umerov", "Рустем Умеров", "Rustem Umierov"}},
    {kPerson, {"Andriy Yermak", "Andrii Yermak", "Andrey Ermak", "Андрій Єрмак"}},
    {kPerson, {"Serhiy Kyslytsya", "Sergiy Kyslytsya", "Serhii Kyslytsia", "Сергій Кислиця"}},
    {kPerson, {"Andrii Sybiha", "Andriy Sybiha", "Андрій Сибіга"}},
    {kPerson, {"Oleksandr Syrskyi", "Oleksandr Syrsky", "Олександр Сирський"}},
    {kPerson, {"Yulia Tymoshenko", "Yuliya Tymoshenko", "Julia Timoschenko", "Юлія Тимошенко"}},
    {kPerson,
     {"Recep Tayyip Erdogan", "Recep Tayyip Erdoğan", "Tayyip Erdogan", "RECEP TAYYİP ERDOĞAN",
      "Реджеп Тайип Эрдоган"}},
    {kPerson, {"Hakan Fidan", "HAKAN FİDAN", "Хакан Фидан"}},
    {kPerson, {"Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης"}},
    {kPerson, {"Emmanuel Macron", "Эмманюэль Макрон", "Εμανουέλ Μακρόν"}},
    {kPerson, {"Muammar Gaddafi", "Moammar Gadhafi", "Muammar Qaddafi"}},
    {kPerson, {"Mikhail Gorbachev", "Michail Gorbatschow", "Михаил Горбачёв"}},
    {kPerson, {"Nikita Khrushchev", "Nikita Chruschtschow", "Никита Хрущёв"}},
    {kPerson, {"Viktor Yushchenko", "Viktor Juschtschenko", "Віктор Ющенко"}},
    {kPerson, {"Bill Clinton", "William Clinton", "William J. Clinton"}},
    {kPerson, {"Joe Biden", "Joseph Biden", "Joseph R. Biden", "Джо Байден"}},
    {kPerson, {"John F. Kennedy", "John Fitzgerald Kennedy", "John Kennedy"}},
    {kPerson, {"J. K. Rowling", "J.K. Rowling", "JK Rowling"}},
    {kPerson, {"Xi Jinping", "Си Цзиньпин", "XI JINPING"}},
    {kPerson, {"Kim Jong-un", "Kim Jong Un"}},
    {kPerson, {"Ursula von der Leyen", "URSULA VON DER LEYEN"}},
    {kPerson, {"Bashar al-Assad", "Bashar Assad", "Bashar Al-Assad"}},
    {kPerson, {"Mohammed bin Salman", "Mohammad bin Salman", "Muhammad bin Salman"}},
    {kPerson, {"Sean O'Brien", "Sean O’Brien"}},
    {kPerson, {"Halyna Bondar", "Галина Бондарь"}},
    {kPerson, {"José Mourinho", "Jose Mourinho"}},
    {kPerson, {"Alexei Navalny", "Alexey Navalny", "Алексей Навальный"}},
    {kPerson, {"Yevgeny Prigozhin", "Evgeny Prigozhin", "Евгений Пригожин"}},
    {kPerson, {"Viktor Orbán", "Viktor Orban", "Виктор Орбан"}},
    {kPerson, {"Benjamin Netanyahu", "Binyamin Netanyahu"}},
    // Places.
    {kPlace,
     {"Türkiye", "Turkey", "Turkiye", "TÜRKİYE", "Türkei", "Turquie", "Турция", "Туреччина"}},
    {kPlace, {"United States", "US", "The U.S.", "U.S.", "USA", "U.S.A.", "America", "США", "ABD"}},
    {kPlace, {"United Kingdom", "UK", "U.K.", "Britain", "Great Britain", "Великобритания"}},
    {kPlace,
     {"Russia", "Russian Federation", "Russland", "Russie", "Россия", "России", "Росія", "Rusya"}},
    {kPlace, {"Ukraine", "The Ukraine", "Украина", "Украине", "Україна", "Ukrayna"}},
    {kPlace, {"Kyiv", "Kiev", "Kiew", "Київ", "Киев", "Киеве"}},
    {kPlace, {"Moscow", "Moskau", "Moscou", "Moskova", "Москва", "Москве"}},
    {kPlace, {"Istanbul", "İstanbul", "ISTANBUL", "Стамбул", "Стамбуле", "Стамбул"}},
    {kPlace, {"Odesa", "Odessa", "Одеса", "Одесса"}},
    {kPlace, {"Kharkiv", "Kharkov", "Charkiw", "Харків", "Харьков"}},
    {kPlace, {"Lviv", "Lvov", "Lemberg", "Львів", "Львов"}},
    {kPlace, {"Crimea", "Krim", "Крым", "Крим", "Kırım", "The Crimean Peninsula"}},
    {kPlace, {"Donbas", "Donbass", "Донбасс", "Донбас", "The Donbas", "The Donbass"}},
    {kPlace, {"Germany", "Deutschland", "Allemagne", "Almanya", "Германия", "Німеччина"}},
    {kPlace, {"Greece", "Griechenland", "Ελλάδα", "Греция"}},
    {kPlace, {"Myanmar", "Burma"}},
    {kPlace, {"Mumbai", "Bombay"}},
    {kPlace, {"Astana", "Nur-Sultan"}},
    {kPlace, {"Beijing", "Peking", "Pékin", "北京", "Пекин"}},
    {kPlace, {"Ivory Coast", "Côte d'Ivoire", "Cote d’Ivoire"}},
    {kPlace, {"New York", "New York City", "Нью-Йорк"}},
    {kPlace, {"White House", "The White House"}},
    {kPlace, {"The Hague", "Hague", "THE HAGUE"}},
    {kPlace, {"Farne Islands", "The Farne Islands"}},
    {kPlace, {"Gambia", "The Gambia"}},
    {kPlace, {"Czechia", "The Czech Republic"}},
    {kPlace, {"Vatican", "The Vatican", "The Holy See"}},
    {kPlace, {"U.S.S.R.", "The U.S.S.R.", "USSR", "The Soviet Union"}},
    {kPlace, {"Bosphorus", "Bosporus", "The Bosporus"}},
    {kPlace, {"Baltic", "The Baltic", "The Baltic Sea"}},
    // Organisations.
    {kOrg, {"United Nations", "UN", "U.N.", "ООН", "Vereinte Nationen"}},
    {kOrg, {"NATO", "Nato", "North Atlantic Treaty Organization", "НАТО", "OTAN"}},
    {kOrg, {"European Union", "EU", "E.U.", "Евросоюз", "ЕС", "Avrupa Birliği"}},
    {kOrg, {"International Monetary Fund", "IMF", "МВФ"}},
    {kOrg, {"World Health Organization", "WHO", "World Health Organisation"}},
    {kOrg, {"The Guardian", "Guardian"}},
    {kOrg, {"Apple", "Apple Inc.", "Apple Inc"}},
    {kOrg, {"Acme Widgets", "Acme Widgets Ltd", "Acme Widgets Limited", "ACME WIDGETS"}},
    {kOrg, {"Johnson & Johnson", "Johnson and Johnson"}},
    {kOrg, {"Department for Trade and Industry", "Department of Trade & Industry"}},
    {kOrg, {"Harbour Safety Centre", "Harbor Safety Center", "The Harbour Safety Centre"}},
    {kOrg, {"Ministry of Defence", "Ministry of Defense", "Ministry of the Defence"}},
    {kOrg, {"Labour Party", "Labour", "New Labour"}},
    {kOrg, {"Liberal Democrats", "Lib Dems", "Liberal Democrat"}},
    {kOrg, {"Republican Party", "GOP", "Республиканская партия"}},
};

const std::vector<Group> kApart = {
    {kPerson, {"Nikki Haley", "Edmond Halley"}},
    {kPerson, {"Haley", "Halley"}},
    {kPerson, {"Nikki Haley", "Nikki Halley"}},
    {kPerson, {"George Bush", "Jeb Bush"}},
    {kPerson, {"George W. Bush", "George H. W. Bush"}},
    {kPerson, {"George W. Bush", "Kate Bush"}},
    {kPerson, {"Bill Clinton", "Hillary Clinton"}},
    {kPerson, {"Donald Trump", "Donald Trump Jr."}},
    {kPerson, {"Donald Trump", "Melania Trump"}},
    {kPerson, {"Donald Trump", "Ivanka Trump"}},
    {kPerson, {"Vladimir Putin", "Lyudmila Putina"}},
    {kPerson, {"Volodymyr Zelensky", "Olena Zelenska"}},
    {kPerson, {"Joe Biden", "Hunter Biden"}},
    {kPerson, {"Joe Biden", "Jill Biden"}},
    {kPerson, {"Michael Jordan", "Hamilton Jordan"}},
    {kPerson, {"Martin Luther", "Martin Luther King"}},
    {kPerson, {"Martin Luther King", "Martin Luther King Jr."}},
    {kPerson, {"Vitali Klitschko", "Wladimir Klitschko"}},
    {kPerson, {"Boris Johnson", "Lyndon Johnson"}},
    {kPerson, {"Boris Johnson", "Mike Johnson"}},
    {kPerson, {"David Cameron", "James Cameron"}},
    {kPerson, {"John Adams", "John Quincy Adams", "John Couch Adams"}},
    {kPerson, {"Michael Flynn", "Errol Flynn"}},
    {kPerson, {"Keir Starmer", "Keir Hardie"}},
    {kPerson, {"Tom Cruise", "Tom Hanks"}},
    {kPerson, {"Park Geun-hye", "Park Chung-hee"}},
    {kPerson, {"Kim Jong-un", "Kim Jong-il"}},
    {kPerson, {"Kim Jong-un", "Kim Clijsters"}},
    {kPerson, {"Xi Jinping", "Xi Zhongxun"}},
    {kPerson, {"Li Keqiang", "Li Qiang"}},
    {kPerson, {"Sergei Lavrov", "Sergei Shoigu"}},
    {kPerson, {"Alexander Stubb", "Alexander Lukashenko"}},
    {kPerson, {"Rami Malek", "Rami Malik"}},
    {kPerson, {"Andrew Yang", "Andrew Young"}},
    {kPerson, {"Yang", "Jang"}},
    {kPerson, {"John Mathews", "John Matthews"}},
    {kPerson, {"Emma Watson", "Emily Watson"}},
    {kPerson, {"Philip Green", "Philip Greene"}},
    {kPerson, {"Anne Frank", "Barney Frank"}},
    {kPerson, {"Steve Jobs", "Steve Job"}},
    {kPerson, {"Francis Bacon", "Kevin Bacon"}},
    {kPlace, {"Georgia", "South Georgia and the South Sandwich Islands"}},
    {kPlace, {"North Korea", "South Korea"}},
    {kPlace, {"Niger", "Nigeria"}},
    {kPlace, {"Austria", "Australia"}},
    {kPlace, {"Slovakia", "Slovenia"}},
    {kPlace, {"Iran", "Iraq"}},
    {kPlace, {"Mali", "Malawi", "Malta"}},
    {kPlace, {"Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea"}},
    {kPlace, {"DR Congo", "Republic of the Congo"}},
    {kPlace, {"York", "New York"}},
    {kPlace, {"Dominica", "Dominican Republic"}},
    {kPlace, {"Sudan", "South Sudan"}},
    {kPlace, {"Ireland", "Northern Ireland"}},
    {kPlace, {"Bern", "Berlin"}},
    {kPlace, {"Halle", "Hale"}},
    {kPlace, {"United States", "EU", "ABS", "Sam"}},
    {kPlace, {"Syria", "Siri"}},
    {kPlace, {"Oman", "Uman"}},
    {kPlace, {"Bonn", "Bono"}},
    {kPlace, {"Paris", "Parys Mountain"}},
    {kPlace, {"Hartford", "The Hartford"}},
    {kPlace, {"Atlantic", "The Atlantic"}},
    {kPlace, {"Emirates", "The Emirates"}},
    {kPlace, {"Riverside", "The Riverside"}},
    {kPlace, {"Reuters", "The Reuters"}},
    {kPlace, {"Kong", "Durban"}},
    {kPlace, {"The Oval", "Oval Office"}},
    {kPlace, {"The The Oval", "Oval"}},
    {kPlace, {"Theatre", "Atre"}},
    {kMisc, {"The Office", "Office"}},
    {kOrg, {"United Nations", "UN Security Council"}},
    {kOrg, {"European Union", "European Commission", "European Council", "Council of Europe"}},
    {kOrg, {"World Bank", "Deutsche Bank"}},
    {kOrg, {"World Health Organization", "World Trade Organization"}},
    {kOrg, {"International Criminal Court", "International Court of Justice"}},
    {kOrg, {"Washington Post", "Kyiv Post"}},
    {kOrg, {"BBC", "BBC News"}},
    {kOrg, {"CNN", "NBC"}},
    {kOrg, {"Labour Party", "Conservative Party"}},
    {kOrg, {"Party for Freedom", "Party of Freedom"}},
    {kOrg, {"BBC One", "BBC Two", "BBC Radio 4"}},
    {kOrg, {"Department of Health", "Department of Transport"}},
};

std::vector<NameRecord> records(const Group& group) {
  std::vector<NameRecord> names;
  for (const char* name : group.names) names.push_back({group.type, name, 3, 5});
  return names;
}

/// The entities as sets of names, so that results compare whatever their numbers.
std::set<std::set<std::string>> partition(const std::vector<NameRecord>& names,
                                          const std::vector<NameEntity>& entities) {
  std::map<std::uint32_t, std::set<std::string>> sets;
  for (std::size_t i = 0; i < names.size(); ++i) {
    sets[entities[i].entity].insert(std::string(to_string(names[i].type)) + ' ' + names[i].name +
                                    ' ' + std::string(to_string(entities[i].rule)) + ' ' +
                                    std::string(to_string(entities[i].shown_type)));
  }
  std::set<std::set<std::string>> out;
  for (const auto& [entity, members] : sets) out.insert(members);
  return out;
}

std::string shown(const std::vector<NameRecord>& names, const std::vector<NameEntity>& entities,
                  std::size_t i) {
  const std::uint32_t canonical = entities[i].entity;
  const std::string& other = entities[canonical].shown_name;
  return other.empty() ? names[canonical].name : other;
}

TEST_CASE("the tables are as large as promised") {
  CHECK(kGroups.size() >= 60);
  CHECK(kApart.size() >= 60);
}

TEST_CASE("spellings of one entity join") {
  for (const Group& group : kGroups) {
    const std::vector<NameRecord> names = records(group);
    const std::vector<NameEntity> entities = derive_entities(names, {}).names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      CAPTURE(names[0].name);
      CAPTURE(names[i].name);
      CHECK(entities[i].entity == entities[0].entity);
    }
  }
}

TEST_CASE("names of different entities stay apart") {
  for (const Group& group : kApart) {
    const std::vector<NameRecord> names = records(group);
    const std::vector<NameEntity> entities = derive_entities(names, {}).names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        CAPTURE(names[k].name);
        CAPTURE(names[i].name);
        CHECK(entities[i].entity != entities[k].entity);
      }
    }
  }
}

TEST_CASE("all groups at once join nothing else") {
  std::vector<NameRecord> names;
  std::vector<std::size_t> group_of;
  for (std::size_t g = 0; g < kGroups.size(); ++g) {
    for (const NameRecord& name : records(kGroups[g])) {
      names.push_back(name);
      group_of.push_back(g);
    }
  }
  const std::vector<NameEntity> entities = derive_entities(names, {}).names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    CAPTURE(names[i].name);
    CAPTURE(names[entities[i].entity].name);
    CHECK(group_of[entities[i].entity] == group_of[i]);
  }
}

std::vector<NameRecord> everything() {
  std::vector<NameRecord> names;
  std::uint32_t count = 1;
  std::set<std::pair<EntityType, std::string>> seen;
  for (const auto* table : {&kGroups, &kApart}) {
    for (const Group& group : *table) {
      for (const char* name : group.names) {
        if (!seen.emplace(group.type, name).second) continue;
        names.push_back({group.type, name, 1 + count * 7 % 13, 1 + count * 5 % 17});
        ++count;
      }
    }
  }
  for (const char* surname : {"Putin", "Zelenskyy", "Bush", "Trump", "Зеленский", "Haley"}) {
    names.push_back({kPerson, surname, 4, 9});
  }
  names.push_back({kOrg, "Kremlin", 2, 2});
  names.push_back({kPerson, "Reuters", 2, 2});
  return names;
}

TEST_CASE("the result does not depend on the order of the names") {
  std::vector<NameRecord> names = everything();
  const auto expected = partition(names, derive_entities(names, {}).names);
  std::mt19937 random(7);  // NOLINT: a fixed seed is wanted
  for (int round = 0; round < 10; ++round) {
    std::shuffle(names.begin(), names.end(), random);
    CHECK(partition(names, derive_entities(names, {}).names) == expected);
  }
}

TEST_CASE("names without documents change nothing for the others") {
  std::vector<NameRecord> names = everything();
  const std::vector<NameRecord> live = names;
  for (const char* dead :
       {"Recep Erdogan", "George Bush", "Kiev", "Prescott Bush", "Nobody Else"}) {
    names.insert(names.begin(), {kPerson, dead, 0, 0});
  }
  const std::size_t shift = names.size() - live.size();
  const auto expected = derive_entities(live, {}).names;
  const auto entities = derive_entities(names, {}).names;
  for (std::size_t i = 0; i < live.size(); ++i) {
    CAPTURE(live[i].name);
    CHECK(entities[i + shift].entity == expected[i].entity + shift);
    CHECK(entities[i + shift].rule == expected[i].rule);
  }
  for (const NameEntity& name : entities) CHECK(entities[name.entity].entity == name.entity);
}

TEST_CASE("a name without documents that an entity is shown as is one of its names") {
  // The rules alone would make one person of the first two: "Recep Tayyip" and "Tayyip".
  const UserNames known{{{kPerson, "Tayyip Quorlac", {"Quorlac"}},
                         {kPerson, "Recep Tayyip Quorlak", {"Quorlak", "Quorlakbey"}}}};
  const std::vector<NameRecord> names = {{kPerson, "Tayyip Quorlac", 0, 0},
                                         {kPerson, "Quorlac", 2, 2},
                                         {kPerson, "Recep Tayyip Quorlak", 0, 0},
                                         {kPerson, "Quorlak", 3, 3},
                                         {kPerson, "Quorlakbey", 0, 0}};
  const std::vector<NameEntity> entities = derive_entities(names, {}, known).names;
  CHECK(entities[0].entity == 1);
  CHECK(entities[2].entity == 3);
  CHECK(entities[4].entity == 3);
  CHECK(entities[1].shown_name == "Tayyip Quorlac");
  CHECK(entities[3].shown_name == "Recep Tayyip Quorlak");
}

TEST_CASE("the entity of a canonical name is that name") {
  const std::vector<NameRecord> names = everything();
  const std::vector<NameEntity> entities = derive_entities(names, {}).names;
  for (const NameEntity& name : entities) {
    CHECK(entities[name.entity].entity == name.entity);
    CHECK(entities[name.entity].rule == Rule::kOwnName);
    CHECK(entities[name.entity].shown_type == name.shown_type);
  }
}

TEST_CASE("a lone surname joins the entity that owns four fifths of its documents") {
  const std::vector<NameRecord> clear = {
      {kPerson, "George Bush", 80, 80}, {kPerson, "Jeb Bush", 20, 20}, {kPerson, "Bush", 5, 5}};
  auto entities = derive_entities(clear, {}).names;
  CHECK(entities[2].entity == 0);
  CHECK(entities[2].rule == Rule::kSurnameOfOneEntity);
  const std::vector<NameRecord> unclear = {
      {kPerson, "George Bush", 79, 80}, {kPerson, "Jeb Bush", 21, 20}, {kPerson, "Bush", 5, 5}};
  entities = derive_entities(unclear, {}).names;
  CHECK(entities[2].entity == 2);
  const std::vector<NameRecord> family = {{kPerson, "Joe Biden", 64, 80},
                                          {kPerson, "Jill Biden", 16, 20},
                                          {kPerson, "Ashley Biden", 10, 9},
                                          {kPerson, "Naomi Biden", 10, 9},
                                          {kPerson, "Biden", 5, 5}};
  entities = derive_entities(family, {}).names;
  CHECK(entities[4].entity == 0);
}

TEST_CASE("the shown name is the curated one, else the most frequent full form") {
  const std::vector<NameRecord> names = {
      {kPlace, "Turkiye", 5, 5},          {kPlace, "Turkey", 9, 9},
      {kPerson, "Serhiy Umerenko", 3, 3}, {kPerson, "Sergei Umerenko", 7, 9},
      {kPerson, "Umerenko", 50, 90},      {kOrg, "UN", 5, 5}};
  const std::vector<NameEntity> entities = derive_entities(names, {}).names;
  CHECK(shown(names, entities, 1) == "Türkiye");
  CHECK(shown(names, entities, 2) == "Sergei Umerenko");
  CHECK(shown(names, entities, 4) == "Sergei Umerenko");
  CHECK(shown(names, entities, 5) == "United Nations");
  const std::vector<NameRecord> capital = {{kPlace, "Abu Dhabi", 1, 1}};
  CHECK(shown(capital, derive_entities(capital, {}).names, 0) == "Abu Dhabi");

  const std::vector<NameRecord> compound = {{kPerson, "Kilroy-Silk", 7, 9},
                                            {kPerson, "Robert Kilroy-Silk", 4, 4},
                                            {kPerson, "George Umerenko", 7, 9},
                                            {kPerson, "Peter George Umerenko", 4, 4}};
  const std::vector<NameEntity> of_compound = derive_entities(compound, {}).names;
  CHECK(shown(compound, of_compound, 0) == "Robert Kilroy-Silk");
  CHECK(shown(compound, of_compound, 3) == "George Umerenko");
}

TEST_CASE("a place with and without its article is shown as most documents have it") {
  struct Row {
    std::vector<NameRecord> names;
    const char* shown;
  };
  const Row rows[] = {
      {{{kPlace, "White House", 9, 9}, {kPlace, "The White House", 2, 2}}, "White House"},
      {{{kPlace, "Oval", 2, 2}, {kPlace, "The Oval", 27, 27}}, "The Oval"},
      {{{kPlace, "The Oval", 3, 3}, {kPlace, "Oval", 3, 3}}, "Oval"},
      {{{kPlace, "The Oval", 3, 3}}, "The Oval"},
      // Known with an article.
      {{{kPlace, "Hague", 2, 2}, {kPlace, "THE HAGUE", 9, 9}}, "The Hague"},
      {{{kPlace, "Bronx", 9, 9}, {kPlace, "The Bronx", 2, 2}}, "Bronx"},
      {{{kPlace, "BRONX", 1, 1}}, "Bronx"},
      // Known without.
      {{{kPlace, "The Ukraine", 9, 9}, {kPlace, "Ukraine", 2, 2}}, "Ukraine"},
      {{{kPlace, "The United States", 1, 1}}, "United States"},
      {{{kPlace, "The Atlantic", 1, 1}}, "The Atlantic"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.names[0].name);
    const std::vector<NameEntity> entities = derive_entities(row.names, {}).names;
    for (std::size_t i = 0; i < row.names.size(); ++i) {
      CHECK(shown(row.names, entities, i) == row.shown);
      if (entities[i].entity != i) CHECK(entities[i].rule == Rule::kSameName);
    }
  }
}

TEST_CASE("the user's names say whether an article makes another place") {
  const UserNames known{{{kPlace, "The Hub", {}},
                         {kPlace, "The Shard", {}},
                         {kPlace, "Shard", {}},
                         {kPlace, "The Hartford", {}},
                         {kPlace, "Orange", {}}}};
  const std::vector<NameRecord> names = {
      {kPlace, "Hub", 9, 9},       {kPlace, "The Hub", 2, 2},  {kPlace, "Shard", 9, 9},
      {kPlace, "The Shard", 2, 2}, {kPlace, "Hartford", 9, 9}, {kPlace, "The Hartford", 2, 2},
      {kPlace, "The Orange", 9, 9}};
  const std::vector<NameEntity> entities = derive_entities(names, {}, known).names;
  CHECK(entities[0].entity == entities[1].entity);
  CHECK(shown(names, entities, 0) == "The Hub");
  CHECK(entities[2].entity != entities[3].entity);
  CHECK(entities[4].entity != entities[5].entity);
  CHECK(shown(names, entities, 6) == "Orange");
}

TEST_CASE("an article is no reason to take a name for one of another type") {
  const std::vector<NameRecord> names = {
      {kPlace, "The Mill House", 3, 3}, {kOrg, "The Mill House", 2, 2},
      {kPerson, "Mill House", 2, 2},    {kMisc, "The Mill House", 2, 2},
      {kPlace, "The Pump Room", 5, 5},  {kPlace, "Pump Room", 4, 4},
      {kOrg, "Pump Room", 2, 2},        {kMisc, "The Pump Room", 2, 2}};
  const std::vector<NameEntity> entities = derive_entities(names, {}).names;
  for (std::size_t i = 0; i < 4; ++i) CHECK(entities[i].entity == i);
  CHECK(entities[5].entity == 4);
  CHECK(entities[6].entity == 4);  // two of eleven: the rare type of a form
  CHECK(entities[7].entity == 7);  // two of seven
}

TEST_CASE("certain names get their type from the tables") {
  const std::vector<NameRecord> names = {
      {kPerson, "Kremlin", 5, 5}, {kPlace, "Kremlin", 9, 9}, {kPlace, "Reuters", 1, 1}};
  const std::vector<NameEntity> entities = derive_entities(names, {}).names;
  CHECK(entities[0].entity == 1);
  CHECK(entities[0].shown_type == kPlace);
  CHECK(entities[2].shown_type == kOrg);
}

TEST_CASE("a rare type of a form joins the common one") {
  const std::vector<NameRecord> names = {{kPerson, "Camden Yards", 1, 1},
                                         {kPlace, "Camden Yards", 9, 9},
                                         {kPerson, "Ashdown", 4, 4},
                                         {kPlace, "Ashdown", 6, 6}};
  const std::vector<NameEntity> entities = derive_entities(names, {}).names;
  CHECK(entities[0].entity == 1);
  CHECK(entities[0].rule == Rule::kSameName);
  CHECK(entities[2].entity == 2);
}

TEST_CASE("no names give no entities, and a name without letters stands alone") {
  CHECK(derive_entities({}, {}).names.empty());
  const std::vector<NameRecord> names = {{kPerson, "...", 1, 1}, {kPerson, "--", 1, 1}};
  const auto entities = derive_entities(names, {}).names;
  CHECK(entities[0].entity == 0);
  CHECK(entities[1].entity == 1);
}

}  // namespace
}  // namespace ksearch
