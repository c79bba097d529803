// Malformed and odd queries: none may mean something else in silence. Each row has the reading, as
// canonical text, and the warnings ("? ...") or the error ("! ...") with the bytes it points at.

#include <doctest/doctest.h>

#include <string_view>

#include "tests/query/outcome.h"

using ksearch::test::outcome;

namespace {

struct Row {
  std::string_view query;
  std::string_view expected;
};

}  // namespace

TEST_CASE("an odd query is read as written, with a warning, or refused with a reason") {
  const Row rows[] = {
      // Operators that miss an operand.
      {"AND x", "! AND needs a word, a phrase or a group before it [AND]"},
      {"x AND", "! AND needs a word, a phrase or a group after it [AND]"},
      {"x OR", "! OR needs a word, a phrase or a group after it [OR]"},
      {"OR", "! OR needs a word, a phrase or a group before it [OR]"},
      {"x AND OR y", "! AND needs a word, a phrase or a group after it [AND]"},
      {"x NOT", "! NOT needs a word, a phrase or a group after it [NOT]"},
      {"NOT AND x", "! NOT needs a word, a phrase or a group after it [NOT]"},
      {"(x AND) y", "! AND needs a word, a phrase or a group after it [AND]"},
      {"x AND ()", "! AND needs a word, a phrase or a group after it [AND]\n"},
      {"NEAR x", "! NEAR needs a word, a phrase or a group before it [NEAR]"},
      {"x NEAR/5", "! NEAR/5 needs a word, a phrase or a group after it [NEAR/5]"},
      {"x AND -NOT y", "! - needs a word, a phrase or a group directly after it [-]"},
      {"+AND", "! + needs a word, a phrase or a group directly after it [+]"},
      {"=(x)", "! = needs a word or a phrase directly after it [=]"},
      // NEAR.
      {"x NEAR/0 y", "! NEAR/ needs a number of words from 1 to 1000, as in NEAR/10 [NEAR/0]"},
      {"x NEAR/ y", "! NEAR/ needs a number of words from 1 to 1000, as in NEAR/10 [NEAR/]"},
      {"x NEAR/5a y", "! NEAR/ needs a number of words from 1 to 1000, as in NEAR/10 [NEAR/5a]"},
      {"x NEAR/99999999999 y",
       "! NEAR/ needs a number of words from 1 to 1000, as in NEAR/10 [NEAR/99999999999]"},
      {"x NEAR/2 y NEAR/3 z", "! NEAR in a row needs the same distance each time [NEAR/3]"},
      {"\"a b\" NEAR c",
       "! NEAR stands between single words, prefixes, or names such as person:putin; a phrase, a "
       "group or another field cannot be near something [\"a b\"]"},
      {"x NEAR lang:en",
       "! NEAR stands between single words, prefixes, or names such as person:putin; a phrase, a "
       "group or another field cannot be near something [lang:en]"},
      {"x NEAR *",
       "! NEAR stands between single words, prefixes, or names such as person:putin; a phrase, a "
       "group or another field cannot be near something [*]"},
      {"NOT x NEAR y",
       "! NEAR stands between single words, prefixes, or names such as person:putin; a phrase, a "
       "group or another field cannot be near something [NOT x]"},
      {"-x NEAR y",
       "! a sign cannot stand inside NEAR; write it before the pair, as in -(a NEAR b) [-]"},
      // Quotation marks and parentheses.
      {"talks \"cease fire",
       "talks \"cease fire\"\n? the quotation mark at character 7 is never closed and was closed "
       "at "
       "the end of the query [\"]"},
      {"мир \"",
       "мир\n? the quotation mark at character 5 is never closed and was closed at the "
       "end of the query [\"]\n? the quotation marks at character 5 hold no word and were "
       "passed over [\"]"},
      {"(a b",
       "a b\n? the parenthesis at character 1 is never closed and was closed at the end of "
       "the query [(]"},
      {"a) b", "a b\n? the parenthesis at character 2 closes nothing and was passed over [)]"},
      {"x \"\" y",
       "x y\n? the quotation marks at character 3 hold no word and were passed over [\"\"]"},
      {"x () y", "x y\n? the parentheses at character 3 hold no word and were passed over [()]"},
      {"-\"...\" x",
       "x\n? the quotation marks at character 2 hold no word and were passed over [\"...\"]"},
      {"\"\"", "! the query holds no word to search for [\"\"]"},
      {"()", "! the query holds no word to search for [()]"},
      {"“smart\" quotes”",
       "\"smart\" quotes\n? the quotation mark at character 15 is never closed and was closed at "
       "the "
       "end of the query [”]\n? the quotation marks at character 15 hold no word and were passed "
       "over [”]"},
      {"\"say \\\"hi\\\" C:\\\\x\"", "\"say \\\"hi\\\" C:\\\\x\""},
      {"צה\"ל", "צה\\\"ל"},
      {"5'10\" tall",
       "5'10 \"tall\"\n? the quotation mark at character 5 is never closed and was "
       "closed at the end of the query [\"]"},
      // Fields.
      {"nosuch:x",
       "! there is no field \"nosuch\"; the fields are title, person, place, org, source, "
       "language, "
       "author, path, type and date; to search for it as text put it in quotation marks [nosuch]"},
      {"x persons:Putin y",
       "! there is no field \"persons\"; the fields are title, person, place, org, source, "
       "language, "
       "author, path, type and date; to search for it as text put it in quotation marks [persons]"},
      {"https://example.com/a?b=c", "https\\://example.com/a?b=c"},
      {"10:30", "10:30"},
      {"std::string", "std\\::string"},
      {"\"nosuch:x\" nosuch\\:x", "\"nosuch:x\" nosuch\\:x"},
      {"hello:", "hello\\:"},
      {"title: x",
       "title\\: x\n? title: was read as a word: the value has to follow the colon "
       "directly [title:]"},
      {"(person:) x",
       "person\\: x\n? person: was read as a word: the value has to follow the colon "
       "directly [person:]"},
      {"person:\"\"", "! person: has no value [person:\"\"]"},
      {"person:, x", "! person: has no value [person:,]"},
      {"title:\"\"", "! title: has no value [title:]"},
      {"title:()", "! title: has no value [title:]"},
      {"title:- x", "! a sign stands before the field, as in -title: [title:-]"},
      {"title:-x", "! a sign stands before the field, as in -title: [title:-x]"},
      {"person:+x", "! a sign stands before the field, as in +person: [person:+x]"},
      {"person:(a b)",
       "! person: takes one value; write person:\"two words\", or (person:one OR person:other) "
       "[person:(]"},
      {"person:put*", "! person: takes a whole value and no prefix [person:put*]"},
      {"person:\"put*\"", "person:\"put*\""},
      {"title:(person:x)", "! title: cannot hold another field [person:x]"},
      {"title:(a title:b)", "! title: cannot hold another field [title:]"},
      {"title:person:x", "title:person\\:x"},
      {"title:AND", "title:\\AND"},
      // Dates.
      {"date:2025-13",
       "! \"2025-13\" is no date; write 2025, 2025-05, 2025-05-16, yesterday, "
       "\"last month\" or \"2 weeks ago\" [2025-13]"},
      {"date:soon..2025",
       "! \"soon\" is no date; write 2025, 2025-05, 2025-05-16, yesterday, "
       "\"last month\" or \"2 weeks ago\" [soon..2025]"},
      {"date:..", "! date: has no value [date:..]"},
      {"date:2025..2024", "! the range of dates ends before it begins [2025..2024]"},
      {"date:2025-02-30",
       "! \"2025-02-30\" is no date; write 2025, 2025-05, 2025-05-16, yesterday, "
       "\"last month\" or \"2 weeks ago\" [2025-02-30]"},
      // Prefixes and everything.
      {"te*", "! a prefix needs at least 3 letters before the * [te*]"},
      {"мир*", "мир*"},
      {"title:a*", "! a prefix needs at least 3 letters before the * [a*]"},
      {"title:*", "! a prefix needs at least 3 letters before the * [*]"},
      {"* talks",
       "talks\n? the lone * adds nothing to the words beside it and was passed over [*]"},
      {"* -talks",
       "NOT talks\n? the lone * adds nothing to the words beside it and was passed over [*]"},
      {"-*", "NOT *"},
      {"a AND *", "a AND *"},
      // Signs.
      {"-", "! the query holds no word to search for [-]"},
      {"Kyiv - Moscow", "Kyiv Moscow"},
      {"git --amend", "git \\--amend"},
      {"cease-fire", "cease-fire"},
      {"C++ A+ AT&T U.S. d'Ivoire", "C++ A+ AT&T U.S. d'Ivoire"},
      {"\"a b\"-c", "\"a b\" \\-c"},
      {"-(", "! the query holds no word to search for [-(]"},
      {"-=\"a b\"", "NOT \"a b\""},
      {"- x", "x"},
      {"+a OR b", "a OR b\n? the + at character 1 has no effect beside AND, OR or NOT [+]"},
      // Operators of other engines, and words that are none here.
      {"peace and war or not", "peace and war or not"},
      {"te*t", "te\\*t\n? te*t was read as text: * counts only at the end of a word [te*t]"},
      {"wom?n", "wom?n\n? wom?n was read as text: ? stands for no letter here [wom?n]"},
      {"what happened?", "what happened?"},
      {"talks~2",
       "talks~2\n? talks~2 was read as text: ~ has no meaning here; for nearness write "
       "NEAR/n between words [talks~2]"},
      {"\"a b\"~5",
       "\"a b\" ~5\n? ~5 was read as text: ~ has no meaning here; for nearness write "
       "NEAR/n between words [~5]"},
      {"talks^2.5",
       "talks^2.5\n? talks^2.5 was read as text: words cannot be given weights "
       "[talks^2.5]"},
      {"a && b", "a b\n? && is no operator and was passed over; write AND [&&]"},
      {"a || b", "a b\n? || is no operator and was passed over; write OR [||]"},
      {"a !b", "a !b\n? !b was read as a word; write - before a word to exclude it [!b]"},
      {"a XOR b", "a XOR b\n? XOR is no operator and was read as a word [XOR]"},
      // Escapes, controls, broken text.
      {"\\AND \\-x a\\*b \\(c\\)", "\\AND \\-x a\\*b \\(c\\)"},
      {"a\\", "a\\\\"},
      {"\\", "! the query holds no word to search for [\\]"},
      {"a\x01"
       "b",
       "a b"},
      {"a\u00a0b\u3000c", "a b c"},
      {"\xff\xfe ok", "\xff\xfe ok"},
      {"😀 €", "😀 €"},
      {"— … !", "! the query holds no word to search for [— … !]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.query);
    std::string expected(row.expected);
    if (expected.ends_with('\n')) expected.pop_back();
    CHECK(outcome(row.query) == expected);
  }
}

TEST_CASE("a warning about another engine's syntax is given once") {
  CHECK(outcome("a*b c*d e*f") ==
        "a\\*b c\\*d e\\*f\n? a*b was read as text: * counts only at the end of a word [a*b]");
}
