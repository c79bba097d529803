#include "indexer/readers/furniture_phrases.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace ksearch {
namespace {

using Phrases = std::span<const std::string_view>;

bool contains(Phrases phrases, std::string_view line) {
  return std::find(phrases.begin(), phrases.end(), line) != phrases.end();
}

bool starts_with_any(Phrases phrases, std::string_view line) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [line](std::string_view phrase) { return line.starts_with(phrase); });
}

constexpr std::string_view kFurnitureLines[] = {
    // English
    "skip to main content", "skip to content", "skip to navigation", "jump to content",
    "back to top", "back to top button", "leave a reply", "leave a comment", "cancel reply",
    "post a comment", "post comment", "view all comments", "view comments", "show comments",
    "load more comments", "add a comment", "write a comment", "join the conversation",
    "join the discussion", "inline feedbacks", "newest most voted", "most voted", "notify of",
    "share this", "share this article", "share this story", "share this post", "share on facebook",
    "share on twitter", "share on x", "share on whatsapp", "share on linkedin", "copy link",
    "link copied", "related articles", "related stories", "related posts", "related topics",
    "related news", "related content", "more on this story", "more from this author",
    "more on this topic", "more stories", "you may also like", "you might also like",
    "recommended for you", "recommended stories", "recommended reading", "most read",
    "most popular", "read next", "up next", "also read", "don't miss", "don’t miss", "read also",
    "editor's picks", "editors' picks", "editor’s picks", "story continues below advertisement",
    "article continues below advertisement", "continue reading below advertisement",
    "advertisement - scroll to continue", "scroll to continue", "sponsored content", "sponsored",
    "advertisement", "login/register", "log in to comment", "sign in to comment",
    "login to comment", "subscribe now", "subscribe to our newsletter",
    "sign up for our newsletter", "all rights reserved", "about the author", "print this article",
    "previous article", "next article", "this article has been updated",
    // French
    "aller au contenu", "aller au contenu principal", "laisser un commentaire",
    "ajouter un commentaire", "articles similaires", "à lire aussi", "lire aussi",
    "sur le même sujet", "haut de page", "publicité", "partager cet article",
    "la suite après la publicité", "tous droits réservés",
    // German
    "zum inhalt springen", "zum hauptinhalt springen", "schreibe einen kommentar",
    "schreiben sie einen kommentar", "kommentar hinterlassen", "kommentare anzeigen",
    "ähnliche artikel", "mehr zum thema", "lesen sie auch", "nach oben", "artikel teilen",
    "anzeige", "alle rechte vorbehalten",
    // Russian
    "перейти к содержанию", "перейти к основному содержанию", "оставить комментарий",
    "читайте также", "похожие статьи", "поделиться в соцсетях", "все права защищены",
    // Ukrainian
    "перейти до вмісту", "залишити коментар", "читайте також", "схожі статті",
    // Turkish
    "içeriğe geç", "yorum yap", "ilgili haberler"};

constexpr std::string_view kMarginalLines[] = {
    "share",      "shares",       "save",        "print",      "email",
    "e-mail",     "comment",      "comments",    "reply",      "subscribe",
    "guest",      "oldest",       "newest",      "login",      "log in",
    "sign in",    "sign up",      "register",    "menu",       "home",
    "search",     "close",        "next",        "previous",   "read more",
    "see more",   "show more",    "load more",   "view all",   "see all",
    "facebook",   "twitter",      "x",           "whatsapp",   "telegram",
    "linkedin",   "reddit",       "pinterest",   "instagram",  "youtube",
    "tiktok",     "viber",        "messenger",   "tags",       "topics",
    "trending",   "live",         "video",       "photos",     "gallery",
    "listen",     "follow",       "follow us",   "newsletter", "breaking news",
    "partager",   "commentaires", "menü",        "teilen",     "kommentare",
    "drucken",    "поделиться",   "комментарии", "теги",       "меню",
    "поділитися", "коментарі",    "меню сайту",  "paylaş",     "yorumlar",
    "etiketler",  "s'abonner"};

constexpr std::string_view kPrefixes[] = {
    // English
    "image source", "image credit", "image caption", "image:", "images:", "photo source",
    "photo credit", "photo courtesy",
    "photo:", "photos:", "photograph:", "picture:", "pic:", "file photo", "file image",
    "file picture", "representational image", "representative image", "featured image",
    "video:", "watch:", "listen:", "tags:", "tagged:", "topics:", "filed under",
    "categories:", "category:", "keywords:", "follow live", "read more:", "read more |",
    "read more »", "read also:", "also read:", "also read |",
    "read next:", "see also:", "see more:", "related:", "related news:", "don't miss:", "more:",
    "your email address will not be published", "required fields are marked", "save my name, email",
    "this site uses akismet", "learn how your comment data", "to comment or like",
    "please login to", "please log in to", "you must be logged in to", "notify me of",
    "with inputs from", "(with inputs from", "with agency inputs", "follow us on", "join us on",
    "join our whatsapp", "join our telegram", "sign up for our", "sign up to our",
    "subscribe to our", "get our newsletter", "we use cookies", "this website uses cookies",
    "this site uses cookies", "by continuing to use this site", "click here to read",
    "click here to subscribe", "copyright ©", "© ", "(c) 20",
    // French
    "votre adresse e-mail ne sera pas publiée", "votre adresse email ne sera pas publiée",
    "lire aussi :", "lire aussi:", "à lire aussi :", "crédit photo", "photo d'illustration",
    "mots-clés :",
    // German
    "deine e-mail-adresse wird nicht veröffentlicht", "ihre e-mail-adresse wird nicht",
    "lesen sie auch:", "bildquelle", "schlagwörter:",
    // Russian, Ukrainian, Turkish
    "ваш адрес email не будет опубликован",
    "читайте также:", "читайте також:", "e-posta adresiniz yayınlanmayacak"};

/// In brackets at the end of a line: what makes it a caption.
constexpr std::string_view kCaptionWords[] = {"photo",      "file photo",     "file",
                                              "file image", "image",          "picture",
                                              "pic",        "archive photo",  "photo illustration",
                                              "archives",   "illustration",   "foto",
                                              "archivfoto", "bild",           "archivbild",
                                              "фото",       "фото из архива", "архівне фото",
                                              "fotoğraf",   "arşiv"};

constexpr std::string_view kCredits[] = {"/reuters", "/ reuters", "/afp",         "/ afp",
                                         "/ap",      "/ ap",      "getty images", "/epa",
                                         "/ epa",    "/anadolu",  "ap photo",     "shutterstock"};

constexpr std::string_view kTailOpeners[] = {"leave a reply",
                                             "leave a comment",
                                             "post a comment",
                                             "add a comment",
                                             "subscribe",
                                             "join the conversation",
                                             "join the discussion",
                                             "related articles",
                                             "related stories",
                                             "related posts",
                                             "related news",
                                             "related content",
                                             "more stories",
                                             "you may also like",
                                             "you might also like",
                                             "recommended for you",
                                             "recommended stories",
                                             "recommended reading",
                                             "most read",
                                             "most popular",
                                             "more on this story",
                                             "read next",
                                             "comments",
                                             "laisser un commentaire",
                                             "articles similaires",
                                             "sur le même sujet",
                                             "schreibe einen kommentar",
                                             "ähnliche artikel",
                                             "mehr zum thema",
                                             "оставить комментарий",
                                             "похожие статьи",
                                             "залишити коментар",
                                             "схожі статті",
                                             "ilgili haberler"};

constexpr std::string_view kSections[] = {
    "news",          "world",       "politics", "business",      "economy",    "finance",
    "markets",       "opinion",     "sport",    "sports",        "culture",    "arts",
    "entertainment", "lifestyle",   "life",     "health",        "science",    "tech",
    "technology",    "travel",      "europe",   "asia",          "africa",     "america",
    "americas",      "middle east", "national", "international", "local",      "top stories",
    "latest",        "latest news", "breaking", "headlines",     "featured",   "analysis",
    "explained",     "explainer",   "home",     "society",       "education",  "environment",
    "climate",       "defence",     "defense",  "security",      "war",        "politique",
    "monde",         "économie",    "politik",  "welt",          "wirtschaft", "политика",
    "мир",           "політика",    "dünya"};

constexpr std::string_view kGluedLabels[] = {"View All", "View all",  "See All",
                                             "See all",  "Read More", "Read more"};

bool is_upper_ascii(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

}  // namespace

bool is_furniture_line(std::string_view line) { return contains(kFurnitureLines, line); }

bool is_marginal_line(std::string_view line) { return contains(kMarginalLines, line); }

bool has_furniture_prefix(std::string_view line) { return starts_with_any(kPrefixes, line); }

bool has_caption_end(std::string_view line) {
  if (std::any_of(std::begin(kCredits), std::end(kCredits),
                  [line](std::string_view credit) { return line.ends_with(credit); })) {
    return true;
  }
  if (!line.ends_with(')') && !line.ends_with(']')) return false;
  const std::size_t open = line.find_last_of("([");
  if (open == std::string_view::npos) return false;
  const std::string_view inside = line.substr(open + 1, line.size() - open - 2);
  // "(photo: agency)" as well as "(file photo)".
  return contains(kCaptionWords, inside.substr(0, inside.find_first_of(":/|")));
}

bool opens_tail(std::string_view line) { return contains(kTailOpeners, line); }

bool is_section_name(std::string_view word) { return contains(kSections, word); }

std::size_t glued_label_length(std::string_view line) {
  for (const std::string_view label : kGluedLabels) {
    if (line.starts_with(label) && line.size() > label.size() &&
        is_upper_ascii(line[label.size()])) {
      return label.size();
    }
  }
  return 0;
}

}  // namespace ksearch
