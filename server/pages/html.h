#pragma once

#include <concepts>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "server/html_escape.h"
#include "server/pages/address.h"

namespace ksearch::pages {

/// The name of an HTML element: a literal, checked by the compiler.
class TagName {
 public:
  consteval TagName(const char* name) : text_(name) {  // NOLINT: meant to be implicit
    for (const char c : text_) {
      const bool fits = (c >= 'a' && c <= 'z') || (c >= '1' && c <= '6');
      if (!fits) throw "a tag is written in lower-case letters";
    }
    if (text_ == "script" || text_ == "style") throw "the page has no inline script and style";
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// The name of an attribute: a literal, checked by the compiler. Handlers and styles are refused,
/// since the page's content security policy forbids them; addresses go through href() and others,
/// which take no free text.
class AttributeName {
 public:
  consteval AttributeName(const char* name) : text_(name) {  // NOLINT: meant to be implicit
    if (text_.substr(0, 2) == "on" || text_ == "style" || text_ == "srcdoc") {
      throw "the page has no inline script and style";
    }
    if (text_ == "href" || text_ == "src" || text_ == "action") {
      throw "an address is given by href(), src() or action()";
    }
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// One attribute, ready to be written. A `bool` makes it present or absent, so does an optional.
class Attribute {
 public:
  template <typename Value>
  Attribute(AttributeName name, const Value& value) {
    if constexpr (std::same_as<Value, bool>) {
      if (value) markup_.append(" ").append(name.text());
    } else if constexpr (std::integral<Value>) {
      set(name.text(), std::to_string(value));
    } else if constexpr (std::convertible_to<const Value&, std::string_view>) {
      set(name.text(), value);
    } else {
      if (value) set(name.text(), *value);
    }
  }
  [[nodiscard]] const std::string& markup() const { return markup_; }

 private:
  friend Attribute href(const Address& address);
  friend Attribute action(const Address& address);
  friend Attribute src(const Address& address);
  Attribute() = default;
  void set(std::string_view name, std::string_view value);

  std::string markup_;
};

[[nodiscard]] Attribute href(const Address& address);
[[nodiscard]] Attribute action(const Address& address);
[[nodiscard]] Attribute src(const Address& address);

/// A script that must run before the page is shown, or a module that runs after.
enum class ScriptKind { kBlocking, kModule };

/// A piece of HTML. It is made of text, which is escaped, and of elements, so mark-up that stands
/// in a document, a name or a query stays text wherever it goes.
class Html {
 public:
  Html() = default;
  Html(std::string_view text) : markup_(html_escape(text)) {}      // NOLINT: text is a kind of HTML
  Html(const char* text) : Html(std::string_view(text)) {}         // NOLINT
  Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT

  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  [[nodiscard]] bool empty() const { return markup_.empty(); }
  [[nodiscard]] const std::string& markup() const { return markup_; }

 private:
  friend Html element(TagName, std::initializer_list<Attribute>, std::initializer_list<Html>);
  friend Html script(const Address&, ScriptKind);
  std::string markup_;
};

/// An element with its content in order. Elements that have no content (input, meta, ...) get no
/// end tag.
[[nodiscard]] Html element(TagName tag, std::initializer_list<Attribute> attributes,
                           std::initializer_list<Html> content = {});

/// A script in a file of this server; there are no others.
[[nodiscard]] Html script(const Address& file, ScriptKind kind);

/// A whole page: the document type and its root element.
[[nodiscard]] std::string html_document(const Html& root);

}  // namespace ksearch::pages
