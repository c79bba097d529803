#pragma once

#include <string_view>

namespace ksearch {

/// Tables of what news sites print around their stories, in English, French, German, Russian,
/// Ukrainian and Turkish. All take a line in lower case, without bullets and closing punctuation.

/// A line that can be nothing but furniture wherever it stands: "leave a reply".
[[nodiscard]] bool is_furniture_line(std::string_view line);

/// A line that is furniture before or after the story, and may be part of it inside: "share".
[[nodiscard]] bool is_marginal_line(std::string_view line);

/// Whether the beginning of a line gives the whole of it away: "image source: ...".
[[nodiscard]] bool has_furniture_prefix(std::string_view line);

/// Whether the end of a line makes it a caption or a credit: "... (file photo)", "... / reuters".
[[nodiscard]] bool has_caption_end(std::string_view line);

/// A line that opens what follows a story: comments, lists of other stories.
[[nodiscard]] bool opens_tail(std::string_view line);

/// The name of a section of a news site: "politics".
[[nodiscard]] bool is_section_name(std::string_view word);

/// Length of a label that sites glue to the next heading ("View AllNext heading"), in the line as
/// it is written; 0 when it starts with none.
[[nodiscard]] std::size_t glued_label_length(std::string_view line);

}  // namespace ksearch
