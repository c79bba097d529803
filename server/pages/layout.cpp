#include "server/pages/layout.h"

#include <array>
#include <utility>

namespace ksearch::pages {
namespace {

Html head(const PageFrame& frame) {
  const std::string title = frame.title.empty() ? "ksearch" : frame.title + " · ksearch";
  return element(
      "head", {},
      {element("meta", {{"charset", "utf-8"}}),
       element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
       element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}),
       element("title", {}, {title}),
       element("link",
               {{"rel", "icon"}, {"type", "image/svg+xml"}, href(Address("/static/icon.svg"))}),
       element("link", {{"rel", "stylesheet"}, href(Address("/static/style.css"))}),
       script(Address("/static/theme.js"), ScriptKind::kBlocking),
       script(Address("/static/page.js"), ScriptKind::kModule)});
}

Html search_form(const PageState& state) {
  return element(
      "form", {{"role", "search"}, {"class", "search"}, action(Address("/search"))},
      {element("label", {{"for", "q"}, {"class", "unseen"}}, {"Search the collection"}),
       element("div", {{"class", "box"}},
               {element("input", {{"id", "q"},
                                  {"name", "q"},
                                  {"type", "search"},
                                  {"value", state.request.query},
                                  {"placeholder", "Search articles, people, places, organisations"},
                                  {"autocomplete", "off"},
                                  {"autocapitalize", "off"},
                                  {"spellcheck", "false"},
                                  {"enterkeyhint", "search"},
                                  {"dir", "auto"}})}),
       hidden_fields(state.address, "q"), element("button", {{"type", "submit"}}, {"Search"})});
}

Html top_bar(const PageFrame& frame) {
  return element(
      "header", {{"class", "top"}},
      {element("a", {{"class", "wordmark"}, href(Address("/"))}, {"ksearch"}),
       search_form(frame.state),
       element(
           "nav", {{"aria-label", "Page"}, {"class", "tools"}},
           {element("button", {{"type", "button"}, {"id", "theme"}, {"hidden", true}}, {"Theme"}),
            element("a", {href(Address("/help")), {"id", "help"}}, {"Help"})})});
}

Html keyboard_help() {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kKeys = {
      {{"/", "write a query"},
       {"j", "next hit; on a document, next match"},
       {"k", "previous hit or match"},
       {"Enter", "open the hit"},
       {"f", "filters"},
       {"u", "back to the results"},
       {"Esc", "leave the search box, close what is open"},
       {"?", "this list"}}};
  Html rows;
  for (const auto& [key, meaning] : kKeys) {
    rows += element("dt", {}, {element("kbd", {}, {key})});
    rows += element("dd", {}, {meaning});
  }
  return element("dialog", {{"id", "keys"}, {"aria-labelledby", "keys-title"}},
                 {element("h2", {{"id", "keys-title"}}, {"Keyboard"}), element("dl", {}, {rows}),
                  element("form", {{"method", "dialog"}},
                          {element("button", {{"autofocus", true}}, {"Close"})})});
}

}  // namespace

Html hidden_fields(const Address& address, std::string_view except) {
  Html fields;
  for (const auto& [name, value] : address.parameters()) {
    if (name == except) continue;
    fields += element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  }
  return fields;
}

std::string page_html(const PageFrame& frame) {
  Html desk = element("main", {{"id", "main"}, {"tabindex", "-1"}}, {frame.main});
  desk += frame.aside;
  return html_document(element(
      "html", {{"lang", "en"}},
      {head(frame),
       element("body", {{"class", frame.kind}},
               {element("a", {{"class", "skip"}, href(Address::fragment("main"))},
                        {"Skip to the content"}),
                top_bar(frame), element("div", {{"class", "desk"}}, {desk}), keyboard_help()})}));
}

}  // namespace ksearch::pages
