#include "searcher/query/phrase_forms.h"

#include <algorithm>

namespace ksearch::query {
namespace {

constexpr std::size_t kMaxForms = 16;
/// The most parts of a compound that the analyzer keeps together.
constexpr std::size_t kMaxJoinedWords = 4;

/// What can stand at one place: a word, or the run-together form of it and the next ones.
struct Step {
  std::string word;
  std::string joined;            ///< empty: there is none
  std::size_t joined_steps = 0;  ///< steps that `joined` takes the place of
  unsigned position = 0;
};

std::vector<Step> steps_of(const TokenList& tokens) {
  std::vector<Step> steps;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kPart) {
      steps.push_back({std::string(token.word), {}, 0, token.position});
    }
  }
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::kJoined) continue;
    const auto first = std::ranges::find(steps, token.position, &Step::position);
    if (first == steps.end()) continue;
    first->joined = token.word;
    first->joined_steps =
        static_cast<std::size_t>(std::ranges::count(steps, token.position, &Step::position));
  }
  return steps;
}

/// Walks all ways through the steps, depth first.
class Forms {
 public:
  Forms(const std::vector<Step>& steps, const std::function<bool(const std::string&)>& known)
      : steps_(steps), known_(known) {}

  void extend(std::size_t at) {
    if (found_.size() >= kMaxForms) return;
    if (at == steps_.size()) {
      found_.push_back(chosen_);
      return;
    }
    take(steps_[at].word, at, 1);
    if (!steps_[at].joined.empty()) take(steps_[at].joined, at, steps_[at].joined_steps);
    std::string run = steps_[at].word;
    for (std::size_t count = 2; count <= kMaxJoinedWords && at + count <= steps_.size(); ++count) {
      run += '-' + steps_[at + count - 1].word;
      take(run, at, count);
    }
  }

  [[nodiscard]] std::vector<std::vector<std::string>> found() && { return std::move(found_); }

 private:
  void take(const std::string& text, std::size_t at, std::size_t count) {
    if (!known_(text)) return;
    chosen_.push_back(text);
    extend(at + count);
    chosen_.pop_back();
  }

  const std::vector<Step>& steps_;
  const std::function<bool(const std::string&)>& known_;
  std::vector<std::string> chosen_;
  std::vector<std::vector<std::string>> found_;
};

}  // namespace

std::vector<std::vector<std::string>> phrase_forms(
    const TokenList& tokens, const std::function<bool(const std::string&)>& known) {
  const std::vector<Step> steps = steps_of(tokens);
  if (steps.empty()) return {};
  Forms forms(steps, known);
  forms.extend(0);
  return std::move(forms).found();
}

}  // namespace ksearch::query
