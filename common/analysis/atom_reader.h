#pragma once

#include <string>
#include <string_view>

#include "common/analysis/cluster.h"
#include "common/analysis/token_sink.h"
#include "ksearch/span.h"

namespace ksearch {

/// Turns the bytes of runs of letters and digits into atoms: trims low lines, folds, and keeps what
/// is too long for a term out. Borrows everything.
class AtomReader {
 public:
  AtomReader(std::string_view text, TokenSink& sink, ClusterBuilder& clusters)
      : text_(text), sink_(sink), clusters_(clusters) {}

  /// Hands the word in an ASCII run of letters, digits and low lines to the cluster, or, if it
  /// stands `alone` between white space, straight to the sink.
  void read_ascii(Span run, bool alone);
  /// Hands the word in a run of valid UTF-8 to the cluster.
  void read(Span run);
  /// Makes a token of a sequence of emoji.
  void read_emoji(Span run);

 private:
  std::string_view text_;
  TokenSink& sink_;
  ClusterBuilder& clusters_;
  std::string folded_;  ///< scratch of read()
  std::string word_;
};

}  // namespace ksearch
