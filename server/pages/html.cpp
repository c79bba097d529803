#include "server/pages/html.h"

#include <algorithm>
#include <array>

namespace ksearch::pages {
namespace {

bool is_void(std::string_view tag) {
  constexpr std::array<std::string_view, 6> kVoid = {"br", "hr", "input", "link", "meta", "wbr"};
  return std::ranges::find(kVoid, tag) != kVoid.end();
}

}  // namespace

void Attribute::set(std::string_view name, std::string_view value) {
  markup_.append(" ").append(name).append("=\"").append(html_escape(value)).append("\"");
}

Attribute href(const Address& address) {
  Attribute attribute;
  attribute.set("href", address.text());
  return attribute;
}

Attribute action(const Address& address) {
  Attribute attribute;
  attribute.set("action", address.text());
  return attribute;
}

Attribute src(const Address& address) {
  Attribute attribute;
  attribute.set("src", address.text());
  return attribute;
}

Html element(TagName tag, std::initializer_list<Attribute> attributes,
             std::initializer_list<Html> content) {
  Html result;
  std::string& markup = result.markup_;
  markup.append("<").append(tag.text());
  for (const Attribute& attribute : attributes) markup += attribute.markup();
  markup += '>';
  if (is_void(tag.text())) return result;
  for (const Html& piece : content) markup += piece.markup();
  markup.append("</").append(tag.text()).append(">");
  return result;
}

Html script(const Address& file, ScriptKind kind) {
  Html result;
  result.markup_ = kind == ScriptKind::kModule ? "<script type=\"module\"" : "<script";
  result.markup_ += src(file).markup() + "></script>";
  return result;
}

std::string html_document(const Html& root) { return "<!doctype html>\n" + root.markup() + "\n"; }

}  // namespace ksearch::pages
