#include "bindings/python/src/recognizer.h"

#include <pybind11/stl.h>

#include <algorithm>
#include <tuple>

#include "bindings/python/src/offsets.h"
#include "ksearch/error.h"

namespace py = pybind11;

namespace ksearch::python {
namespace {

using Found = std::tuple<std::size_t, std::size_t, std::string, std::optional<std::string>>;

/// The smallest span of whole words that covers `wanted`; empty when it touches none.
Span whole_words(std::span<const Token> tokens, Span wanted) {
  Span result{wanted.end, wanted.begin};
  for (const Token& token : tokens) {
    if (!token.span.overlaps(wanted)) continue;
    result.begin = std::min(result.begin, token.span.begin);
    result.end = std::max(result.end, token.span.end);
  }
  return result.begin < result.end ? result : Span{};
}

class PythonRecognizer : public EntityRecognizer {
 public:
  PythonRecognizer(std::shared_ptr<py::object> object, std::string fingerprint)
      : object_(std::move(object)), fingerprint_(std::move(fingerprint)) {}

  std::vector<Mention> recognize(const RecognizerInput& input) override {
    std::vector<Mention> mentions;
    for (auto& [begin, end, type, name] : ask(input)) {
      const auto entity_type = entity_type_from(type);
      if (!entity_type) {
        throw Error(ErrorCode::kInvalidArgument,
                    "the recogniser gave the type \"" + type + "\", which is none");
      }
      OffsetMap offsets(input.text);
      const std::size_t first = offsets.byte_of(begin);
      const Span span = whole_words(input.tokens, {first, offsets.byte_of(end)});
      const bool in_furniture = std::any_of(input.furniture.begin(), input.furniture.end(),
                                            [&](Span part) { return part.overlaps(span); });
      if (span.empty() || in_furniture) continue;
      mentions.push_back({span, *entity_type,
                          name ? *name : std::string(input.text.substr(span.begin, span.size()))});
    }
    std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
      return a.span.begin < b.span.begin;
    });
    const auto overlapping = [last = std::size_t{0}](const Mention& mention) mutable {
      const bool overlaps = mention.span.begin < last;
      if (!overlaps) last = mention.span.end;
      return overlaps;
    };
    mentions.erase(std::remove_if(mentions.begin(), mentions.end(), overlapping), mentions.end());
    return mentions;
  }

  std::unique_ptr<EntityRecognizer> clone() const override {
    return std::make_unique<PythonRecognizer>(object_, fingerprint_);
  }
  std::string fingerprint() const override { return fingerprint_; }

 private:
  std::vector<Found> ask(const RecognizerInput& input) const {
    const py::gil_scoped_acquire lock;
    try {
      const py::object answer =
          object_->attr("recognize")(std::string(input.text), std::string(input.language));
      std::vector<Found> found;
      for (const py::handle& one : py::iter(answer)) found.push_back(one.cast<Found>());
      return found;
    } catch (const py::error_already_set& error) {
      throw Error(ErrorCode::kInvalidArgument,
                  std::string("the recogniser failed: ") + error.what());
    } catch (const py::cast_error&) {
      throw Error(ErrorCode::kInvalidArgument,
                  "the recogniser gave something else than tuples (begin, end, type, name)");
    }
  }

  std::shared_ptr<py::object> object_;  // its deleter takes the interpreter's lock
  std::string fingerprint_;
};

}  // namespace

std::unique_ptr<EntityRecognizer> make_python_recognizer(py::object object) {
  auto name = object.attr("name").cast<std::string>();
  const std::shared_ptr<py::object> shared(new py::object(std::move(object)), [](py::object* held) {
    const py::gil_scoped_acquire lock;
    delete held;
  });
  return std::make_unique<PythonRecognizer>(shared, "python:" + name);
}

}  // namespace ksearch::python
