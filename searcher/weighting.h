#pragma once

#include <xapian.h>

#include <memory>
#include <vector>

namespace ksearch {

/// IneB2 with c = 1 (Amati and van Rijsbergen, "Probabilistic models of information retrieval based
/// on measuring the divergence from randomness", TOIS 2002): the inverse of the expected document
/// frequency, the ratio of two Bernoulli processes, and normalisation 2 of the document's length.
/// Gives the very scores of Xapian::IneB2Weight in less time: it knows the normalisation of usual
/// lengths by heart. Made for one commit; copies share what they know.
class Weighting {
 public:
  explicit Weighting(const Xapian::Database& database);

  /// For Xapian::Enquire::set_weighting_scheme(), which copies it.
  [[nodiscard]] const Xapian::Weight& scheme() const { return *scheme_; }

 private:
  std::shared_ptr<const Xapian::Weight> scheme_;
};

}  // namespace ksearch
