#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ksearch/document.h"
#include "ksearch/entity.h"
#include "ksearch/span.h"

/// What stands where in an index. Everything here is on disk: never renumber, never reuse a letter;
/// raise kSchemaVersion when the meaning of anything changes.
///
/// TERMS of a document in Xapian. Words never begin with a capital ASCII letter, since they are
/// case-folded, so one capital letter tells every other kind of term from a word.
///
///   word             Token::word of title and text, with positions; furniture is left out
///   Z<lang>:<stem>   stem of a word in the document's language; "xx" stands for every language
///                    without a stemmer, whose stems are the words; no positions
///   S<lang>:<stem>   the same for words of the title
///   T<word>          words of the title, with the positions they have as words
///   N<number>        a name, at the position of every token of its mentions
///   K<type>          "Kperson", "Kplace", "Korg": a mention of that type, at every token of it
///   Q<id>            the document's id; unique
///   U<hash>          the file it came from: XXH3-128 of the absolute path in hexadecimal
///   P<component>     parts of the path, folded, positions from the root: path:a/b is a phrase of
///   them;
///                    the file's name also without its extension, at the same position
///   L<code>          language
///   O<folded>\x1f<as written>, A<...>  source (outlet), author
///   F<type>          file type
///   D<digits>        date: year (4), month (6) and day (8 digits): three terms for each dated
///   document
///
/// A value that would make a term longer than 245 bytes is replaced by the hash of the whole.
///
/// POSITIONS start at 1 with the title (when it is not part of the text) and go on in the text
/// after a gap of kTitleGap, so that no phrase runs from one into the other.
///
/// VALUE SLOT kDateSlot holds the date as 8 bytes that sort as the moments do; undated documents
/// have none.
///
/// DOCUMENT DATA is the StoredRecord of common/storage/record.h: all that is shown of a document
/// but its text. Text, mentions and name numbers are in columns beside the database
/// (common/storage/segment.h).
///
/// METADATA: kCorrectionsKey holds the user's corrections as text, kKnownNamesKey the names he
/// knows; kSpellingsKey better spellings of names, encode_spellings() of
/// common/storage/name_registry.h; kStateKey is the IndexState of common/storage/index_state.h; one
/// key kFilePrefix<hash> for each file known, see common/storage/file_state.h.
namespace ksearch::schema {

inline constexpr std::uint32_t kSchemaVersion = 2;

inline constexpr char kStemPrefix = 'Z';
inline constexpr char kTitleStemPrefix = 'S';
inline constexpr char kTitleWordPrefix = 'T';
inline constexpr char kNamePrefix = 'N';
inline constexpr char kEntityTypePrefix = 'K';
inline constexpr char kIdPrefix = 'Q';
inline constexpr char kFilePathPrefix = 'U';
inline constexpr char kPathPartPrefix = 'P';
inline constexpr char kLanguagePrefix = 'L';
inline constexpr char kSourcePrefix = 'O';
inline constexpr char kAuthorPrefix = 'A';
inline constexpr char kFileTypePrefix = 'F';
inline constexpr char kDatePrefix = 'D';

inline constexpr char kValueSeparator = '\x1f';
inline constexpr std::string_view kUnstemmedLanguage = "xx";
inline constexpr std::uint32_t kDateSlot = 0;
inline constexpr std::uint32_t kTitleGap = 100;
/// Xapian's limit for a term, in which a NUL byte counts twice.
inline constexpr std::size_t kMaxTermBytes = 245;
inline constexpr const char* kStateKey = "ksearch";
inline constexpr const char* kCorrectionsKey = "corrections";
inline constexpr const char* kKnownNamesKey = "names";
inline constexpr const char* kSpellingsKey = "spellings";
inline constexpr std::string_view kFilePrefix = "F:";

/// Whether Xapian takes this term.
[[nodiscard]] bool fits(std::string_view term);
/// `prefix` + `value`, or the prefix and a hash of the value when that would be too long.
[[nodiscard]] std::string bounded_term(char prefix, std::string_view value);
/// "LANG:STEM" with the code that `language` has in terms.
[[nodiscard]] std::string stem_key(std::string_view language, std::string_view stem);
/// The code of a language in terms: its own, or kUnstemmedLanguage.
[[nodiscard]] std::string_view stem_language(std::string_view language);
[[nodiscard]] std::string name_term(std::uint32_t name);
[[nodiscard]] std::string entity_type_term(EntityType type);
[[nodiscard]] std::string id_term(std::string_view id);
[[nodiscard]] std::string file_path_term(std::string_view absolute_path);
/// `prefix`, the folded value, and the value as written: see O and A above. Of a value that is too
/// long for that, the longest beginning that is not: so what a facet shows of it finds it again.
[[nodiscard]] std::string value_term(char prefix, std::string_view value);
/// Up to and with the separator: every spelling of `value` starts so.
[[nodiscard]] std::string value_term_prefix(char prefix, std::string_view value);

/// The id of a document that brings none: 12 letters and digits from XXH3-64 of path and member.
[[nodiscard]] std::string derived_id(std::string_view absolute_path, std::string_view member);
/// XXH3-128 of some bytes, in hexadecimal.
[[nodiscard]] std::string hex_hash(std::string_view bytes);
/// A moment as 8 bytes whose order is the order in time.
[[nodiscard]] std::string sortable_date(std::chrono::sys_seconds time);
/// The inverse; the epoch for anything else.
[[nodiscard]] std::chrono::sys_seconds date_of_sortable(std::string_view bytes);

}  // namespace ksearch::schema
