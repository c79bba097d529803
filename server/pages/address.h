#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace ksearch::pages {

/// The path of a page of this server: a literal, checked by the compiler to begin with one slash.
class PagePath {
 public:
  consteval PagePath(const char* path) : text_(path) {  // NOLINT: meant to be implicit
    if (!text_.starts_with('/') || text_.starts_with("//")) throw "a path begins with one slash";
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// Where a link leads: a page of this server with its parameters, or a page of the web. Text from
/// a document becomes an address only through web(), so no link can hold a script. A value type.
class Address {
 public:
  /// A page of this server.
  explicit Address(PagePath path) : base_(path.text()) {}
  /// A place on the same page; `id` is that of an element.
  static Address fragment(std::string id);
  /// The file that a document comes from, by the document's id.
  static Address original_file(std::string_view id);
  /// A page of the web; nothing unless `url` is of the scheme http or https.
  static std::optional<Address> web(std::string_view url);

  /// With one more parameter, unless the very same is there.
  [[nodiscard]] Address with(std::string_view name, std::string_view value) const;
  /// With `value` in place of all values of `name`; an empty value takes the parameter out.
  [[nodiscard]] Address set(std::string_view name, std::string_view value) const;
  [[nodiscard]] Address without(std::string_view name, std::string_view value) const;
  /// The parameters, for a form that leads here.
  [[nodiscard]] const NamedValues& parameters() const { return parameters_; }
  /// The same parameters on another page.
  [[nodiscard]] Address on(PagePath path) const;
  /// The same address with a place on the page.
  [[nodiscard]] Address at(std::string id) const;

  /// Percent-encoded, ready for a link.
  [[nodiscard]] std::string text() const;

 private:
  Address() = default;

  std::string base_;
  NamedValues parameters_;
  std::string fragment_;
};

}  // namespace ksearch::pages
