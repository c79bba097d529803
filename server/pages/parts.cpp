#include "server/pages/parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/format/cut_sentence.h"
#include "server/pages/words.h"

namespace ksearch::pages {

Html marked(std::string_view text, const std::vector<Span>& marks) {
  Html result;
  std::size_t done = 0;
  for (const Span mark : marks) {
    result += text.substr(done, mark.begin - done);
    result += element("mark", {}, {text.substr(mark.begin, mark.size())});
    done = mark.end;
  }
  result += text.substr(done);
  return result;
}

Html time_element(std::string_view date) {
  return element("time", {{"datetime", date}, {"title", moment_text(date)}}, {day_text(date)});
}

Address entity_address(Field field, std::string_view name) {
  return Address("/entity").with("field", to_string(field)).with("name", name);
}

Html entity_link(Field field, std::string_view name) {
  return element(
      "a", {{"class", fmt::format("name {}", to_string(field))}, href(entity_address(field, name))},
      {element("bdi", {}, {name})});
}

Address document_address(const Address& search, std::string_view id) {
  return search.on("/document").set("sort", {}).set("id", id);
}

Html headline(std::string_view title, const std::vector<Span>& marks) {
  return title.empty() ? element("em", {}, {"Without a headline"}) : marked(title, marks);
}

Html origin_line(const Hit& hit, std::string_view usual_language) {
  Html line;
  const auto add = [&](const Html& part) {
    if (!line.empty()) line += " · ";
    line += part;
  };
  if (!hit.source.empty()) add(element("bdi", {{"class", "source"}}, {hit.source}));
  if (!hit.date.empty()) add(time_element(hit.date));
  if (!hit.language.empty() && hit.language != usual_language)
    add(value_text(Field::kLanguage, hit.language));
  return element("p", {{"class", "origin"}}, {line});
}

Html passage(const Snippet& snippet) {
  const bool is_cut = snippet.span.begin > 0 && begins_within_sentence(snippet.text);
  return element("p", {{"class", "passage"}, {"dir", "auto"}},
                 {is_cut ? "…" : "", marked(snippet.text, snippet.highlights),
                  ends_within_sentence(snippet.text) ? "…" : ""});
}

Html share_bar(double share) {
  const std::string width = fmt::format("{:.1f}%", 100 * std::clamp(share, 0.0, 1.0));
  return element("svg", {{"class", "share"}, {"aria-hidden", "true"}},
                 {element("rect", {{"width", width}, {"height", "100%"}})});
}

}  // namespace ksearch::pages
