#include "indexer/readers/html_metadata.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "indexer/readers/byline.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/json_ld.h"
#include "indexer/readers/language.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestTitle = 500;

/// Names of <meta> elements in lower case, most trusted first.
constexpr std::string_view kTitleNames[] = {"og:title", "twitter:title", "dc.title",
                                            "parsely-title", "sailthru.title"};
constexpr std::string_view kDateNames[] = {"article:published_time",
                                           "og:article:published_time",
                                           "parsely-pub-date",
                                           "datepublished",
                                           "sailthru.date",
                                           "article.published",
                                           "published-date",
                                           "publish-date",
                                           "publish_date",
                                           "publication_date",
                                           "pubdate",
                                           "publishdate",
                                           "dc.date.issued",
                                           "dcterms.issued",
                                           "dcterms.created",
                                           "dc.date",
                                           "cxenseparse:recs:publishtime",
                                           "citation_publication_date",
                                           "date"};
constexpr std::string_view kAuthorNames[] = {
    "author",          "article:author", "parsely-author", "byl",
    "sailthru.author", "dc.creator",     "dcterms.creator"};
constexpr std::string_view kSiteNames[] = {"og:site_name", "application-name", "dc.publisher"};
constexpr std::string_view kDescriptionNames[] = {"og:description", "description",
                                                  "twitter:description"};

using Metas = std::unordered_map<std::string, std::string>;

Metas metas_of(const HtmlTree& tree) {
  Metas metas;
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    if (tree.tag(node) != HtmlTag::kMeta) continue;
    const std::string_view content = tree.attribute(node, HtmlAttribute::kContent);
    for (const HtmlAttribute key : {HtmlAttribute::kProperty, HtmlAttribute::kName,
                                    HtmlAttribute::kItemprop, HtmlAttribute::kHttpEquiv}) {
      const std::string_view name = tree.attribute(node, key);
      if (!name.empty() && !content.empty()) metas.emplace(lower_case(name), collapsed(content));
    }
  }
  return metas;
}

template <std::size_t kCount>
std::string first_of(const Metas& metas, const std::string_view (&names)[kCount]) {
  for (const std::string_view name : names) {
    const auto found = metas.find(std::string(name));
    if (found != metas.end()) return found->second;
  }
  return {};
}

/// A moment in one of the standard forms, else a day written out.
std::optional<DocumentDate> date_of(std::string_view text) {
  if (auto date = published_date(trimmed(text))) return date;
  auto date = date_in_phrase(text.substr(0, kLongestName));
  if (date) date->origin = DateOrigin::kMetadata;
  return date;
}

bool has_word(std::string_view list, std::string_view word) {
  const std::string padded = " " + lower_case(list) + " ";
  return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

std::string_view html_language(const HtmlTree& tree) {
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    if (tree.tag(node) == HtmlTag::kHtml) return tree.attribute(node, HtmlAttribute::kLang);
    if (tree.tag(node) == HtmlTag::kBody) break;
  }
  return {};
}

std::string canonical_url(const HtmlTree& tree, const Metas& metas, const JsonLdArticle& article) {
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    if (tree.tag(node) != HtmlTag::kLink) continue;
    const std::string_view href = trimmed(tree.attribute(node, HtmlAttribute::kHref));
    const bool is_canonical = has_word(tree.attribute(node, HtmlAttribute::kRel), "canonical");
    if (is_canonical && !site_of_url(href).empty()) return std::string(href);
  }
  const auto og = metas.find("og:url");
  if (og != metas.end() && !site_of_url(og->second).empty()) return og->second;
  return site_of_url(article.url).empty() ? std::string() : article.url;
}

/// The date of <time> or microdata, the article's own before others.
std::optional<DocumentDate> date_in_elements(const HtmlTree& tree) {
  std::optional<DocumentDate> first;
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    const std::string_view property = tree.attribute(node, HtmlAttribute::kItemprop);
    const bool is_published = has_word(property, "datepublished");
    if (tree.tag(node) != HtmlTag::kTime && !is_published) continue;
    std::string value(tree.attribute(node, HtmlAttribute::kDatetime));
    if (value.empty()) value = tree.attribute(node, HtmlAttribute::kContent);
    if (value.empty()) value = tree.text_content(node);
    const auto date = date_of(value);
    if (date && is_published) return date;
    if (date && !first) first = date;
  }
  return first;
}

std::vector<std::string> authors_in_elements(const HtmlTree& tree) {
  std::vector<std::string> names;
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    if (tree.tag(node) == HtmlTag::kText || tree.tag(node) == HtmlTag::kMeta) continue;
    const bool is_author = has_word(tree.attribute(node, HtmlAttribute::kRel), "author") ||
                           has_word(tree.attribute(node, HtmlAttribute::kItemprop), "author");
    if (!is_author) continue;
    for (std::string& name : names_in_byline(tree.text_content(node))) {
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    // Links to the author stand at every comment and teaser of some sites; the first is the byline.
    if (!names.empty()) break;
  }
  return names;
}

/// "By Ann Lee" in an element called a by-line.
std::vector<std::string> authors_in_byline(const HtmlTree& tree) {
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    const std::string_view names = tree.attribute(node, HtmlAttribute::kClass);
    if (names.empty() || lower_case(names).find("byline") == std::string::npos) continue;
    const std::string text = tree.text_content(node);
    if (is_byline(text)) return names_in_byline(text);
  }
  return {};
}

/// Some sites put HTML into the text of their JSON-LD.
std::string without_markup(const std::string& body) {
  if (body.find("</") == std::string::npos && body.find("<br") == std::string::npos) return body;
  const HtmlTree tree = HtmlTree::parse(body);
  return html_text(tree, HtmlTree::kRoot);
}

std::string first_heading(const HtmlTree& tree) {
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    if (tree.tag(node) != HtmlTag::kH1) continue;
    if (std::string text = tree.text_content(node); !text.empty()) return text;
  }
  return {};
}

std::string title_element(const HtmlTree& tree) {
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    if (tree.tag(node) == HtmlTag::kTitle) return tree.text_content(node);
  }
  return {};
}

/// "Headline | Site" -> "Headline": a last part that is the site's name, or of at most three words.
std::string without_site(std::string title, std::string_view site) {
  for (const std::string_view divider :
       {" | ", " - ", " \u2013 ", " \u2014 ", " \u00B7 ", " :: "}) {
    const std::size_t at = title.rfind(divider);
    if (at == std::string::npos) continue;
    const std::string_view last = std::string_view(title).substr(at + divider.size());
    const bool is_site = lower_case(last) == lower_case(site);
    const bool is_short = site.empty() && word_count(last) <= 3 &&
                          word_count(std::string_view(title).substr(0, at)) >= 4;
    if (is_site || is_short) return collapsed(std::string_view(title).substr(0, at));
  }
  return title;
}

std::string title_of(const HtmlTree& tree, const Metas& metas, const JsonLdArticle& article,
                     std::string_view site) {
  for (const std::string& title : {collapsed(article.headline), first_of(metas, kTitleNames),
                                   first_heading(tree), title_element(tree)}) {
    if (!title.empty() && title.size() <= kLongestTitle) return without_site(title, site);
  }
  return {};
}

}  // namespace

HtmlMetadata html_metadata(const HtmlTree& tree) {
  JsonLdArticle article;
  for (HtmlNodeId node = 0; node < tree.size(); ++node) {
    if (tree.tag(node) == HtmlTag::kScript && !tree.text(node).empty()) {
      read_json_ld(tree.text(node), article);
    }
  }
  const Metas metas = metas_of(tree);
  HtmlMetadata metadata;
  metadata.url = canonical_url(tree, metas, article);
  metadata.site = first_of(metas, kSiteNames);
  if (metadata.site.empty()) metadata.site = collapsed(article.publisher);
  metadata.title = title_of(tree, metas, article, metadata.site);
  if (metadata.site.empty()) metadata.site = site_of_url(metadata.url);
  metadata.language = language_from_tag(trimmed(html_language(tree)));
  if (metadata.language.empty()) metadata.language = language_from_tag(article.language);
  metadata.description = first_of(metas, kDescriptionNames);
  metadata.body = without_markup(article.body);

  metadata.authors = article.authors;
  if (metadata.authors.empty()) metadata.authors = names_in_byline(first_of(metas, kAuthorNames));
  if (metadata.authors.empty()) metadata.authors = authors_in_elements(tree);
  if (metadata.authors.empty()) metadata.authors = authors_in_byline(tree);

  for (const std::string& text : {article.published, first_of(metas, kDateNames)}) {
    if (!metadata.published) metadata.published = date_of(text);
    if (!metadata.published && metadata.bad_date.empty()) metadata.bad_date = text;
  }
  if (!metadata.published) metadata.published = date_in_elements(tree);
  return metadata;
}

}  // namespace ksearch
