#include "indexer/readers/html_classes.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <unordered_set>
#include <vector>

namespace ksearch {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words& furniture_words() {
  static const Words known{"ad",
                           "ads",
                           "advert",
                           "advertisement",
                           "advertising",
                           "advertorial",
                           "adslot",
                           "aside",
                           "banner",
                           "breadcrumb",
                           "breadcrumbs",
                           "carousel",
                           "comment",
                           "comments",
                           "commenting",
                           "consent",
                           "cookie",
                           "cookies",
                           "copyright",
                           "disqus",
                           "donate",
                           "donation",
                           "dropdown",
                           "follow",
                           "footer",
                           "foot",
                           "gallery",
                           "gdpr",
                           "infobox",
                           "login",
                           "masthead",
                           "menu",
                           "modal",
                           "nav",
                           "navbar",
                           "navigation",
                           "newsletter",
                           "newsletters",
                           "outbrain",
                           "overlay",
                           "pager",
                           "pagination",
                           "paywall",
                           "popular",
                           "popup",
                           "print",
                           "promo",
                           "promos",
                           "promotion",
                           "readmore",
                           "recirc",
                           "recommend",
                           "recommendation",
                           "recommendations",
                           "recommended",
                           "related",
                           "rss",
                           "sharebar",
                           "share",
                           "sharing",
                           "shares",
                           "sharedaddy",
                           "addthis",
                           "sidebar",
                           "sidenav",
                           "signup",
                           "skip",
                           "slideshow",
                           "social",
                           "socials",
                           "sponsor",
                           "sponsored",
                           "subscribe",
                           "subscription",
                           "taboola",
                           "tagcloud",
                           "taglist",
                           "tags",
                           "teaser",
                           "teasers",
                           "toolbar",
                           "tools",
                           "tooltip",
                           "topics",
                           "trending",
                           "widget",
                           "widgets",
                           "byline-share",
                           "inread",
                           "interstitial",
                           "relatedposts",
                           "jp",
                           "seealso",
                           "noprint",
                           "sronly",
                           "whatsapp",
                           "hashtags",
                           "keywords",
                           "bookmark",
                           "feedback",
                           "complaint",
                           "notification",
                           "ticker"};
  return known;
}

const Words& aside_words() {
  static const Words known{"author",     "authors",  "authorname", "bio",      "byline",
                           "bylines",    "caption",  "captions",   "credit",   "credits",
                           "date",       "dateline", "datetime",   "eyebrow",  "figcaption",
                           "kicker",     "legend",   "meta",       "metadata", "published",
                           "pubdate",    "tag",      "timestamp",  "updated",  "category",
                           "categories", "headline", "photocredit"};
  return known;
}

const Words& content_words() {
  static const Words known{"article", "blog", "body",  "content", "entry", "hentry", "main",
                           "page",    "post", "story", "text",    "copy",  "prose"};
  return known;
}

/// Names of two words that call an element the text of the article.
bool is_body_name(const std::vector<std::string>& words) {
  static const Words owners{"article", "blog", "entry", "news", "page", "post", "story", "single"};
  static const Words parts{"body", "content", "text", "copy", "entry"};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (owners.contains(words[i]) && parts.contains(words[i + 1])) return true;
  }
  return words.size() == 1 && (words[0] == "articlebody" || words[0] == "storybody" ||
                               words[0] == "articletext" || words[0] == "articlecontent");
}

/// First words of names that describe the page or its state: "has-comments", "js-share".
bool is_state(std::string_view word) {
  static const Words known{"has", "with", "no", "is", "not", "show", "hide", "enable", "without"};
  return known.contains(word);
}

bool is_word_byte(char c) {
  return (c & 0x80) != 0 || std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

/// "postMeta-share_bar2" -> post, meta, share, bar.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  bool in_word = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_letter = is_word_byte(name[i]);
    const bool is_hump = is_upper(name[i]) && i > 0 && !is_upper(name[i - 1]);
    if (is_letter && (!in_word || is_hump)) words.emplace_back();
    if (is_letter) {
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    in_word = is_letter;
  }
  return words;
}

ClassHint hint_of_name(std::string_view name) {
  // Generated names and lists of options say nothing.
  if (name.size() > 60) return ClassHint::kNone;
  const std::vector<std::string> words = words_of(name);
  if (words.empty() || is_state(words.front())) return ClassHint::kNone;
  const auto any_in = [&words](const Words& set) {
    return std::any_of(words.begin(), words.end(),
                       [&set](const std::string& word) { return set.contains(word); });
  };
  if (any_in(furniture_words())) return ClassHint::kFurniture;
  if (any_in(aside_words())) return ClassHint::kAside;
  if (is_body_name(words)) return ClassHint::kBody;
  return any_in(content_words()) ? ClassHint::kContent : ClassHint::kNone;
}

}  // namespace

ClassHint ClassHints::of_names(std::string_view names) {
  if (names.empty()) return ClassHint::kNone;
  if (const auto known = seen_.find(names); known != seen_.end()) return known->second;
  ClassHint lowest = ClassHint::kNone;
  ClassHint highest = ClassHint::kNone;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find_first_of(" \t\r\n", begin), names.size());
    const ClassHint hint = hint_of_name(names.substr(begin, end - begin));
    lowest = std::min(lowest, hint);
    highest = std::max(highest, hint);
    begin = end + 1;
  }
  const ClassHint hint = lowest < ClassHint::kNone ? lowest : highest;
  seen_.emplace(names, hint);
  return hint;
}

ClassHint ClassHints::of(std::string_view class_names, std::string_view id) {
  const ClassHint by_class = of_names(class_names);
  const ClassHint by_id = of_names(id);
  const bool any_against = std::min(by_class, by_id) < ClassHint::kNone;
  return any_against ? std::min(by_class, by_id) : std::max(by_class, by_id);
}

}  // namespace ksearch
