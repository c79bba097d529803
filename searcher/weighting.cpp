#include "searcher/weighting.h"

#include <algorithm>
#include <cmath>

namespace ksearch {
namespace {

/// Lengths, in words, whose normalisation is worked out beforehand: 32 KiB.
constexpr Xapian::termcount kUsualLengths = 4096;

/// What a word counts in a document of this length.
double normalisation(double average, Xapian::termcount length) {
  return std::log2(1 + average / length);
}

class IneB2 : public Xapian::Weight {
 public:
  /// Normalisations by length.
  using Table = std::shared_ptr<const std::vector<double>>;

  explicit IneB2(Table usual) : usual_(std::move(usual)) {
    for (const stat_flags needed : {COLLECTION_SIZE, AVERAGE_LENGTH, COLLECTION_FREQ, TERMFREQ, WQF,
                                    WDF, WDF_MAX, DOC_LENGTH, DOC_LENGTH_MIN}) {
      need_stat(needed);
    }
  }

  [[nodiscard]] std::string name() const override { return "ksearch::IneB2"; }
  [[nodiscard]] IneB2* clone() const override { return new IneB2(usual_); }

  void init(double factor) override {
    if (factor == 0) return;
    average_ = get_average_length();
    const double documents = get_collection_size();
    const double occurrences = get_collection_freq();
    const double expected = documents * (1.0 - std::exp(-(occurrences / documents)));
    rarity_ = get_wqf() * std::log2((documents + 1.0) / (expected + 0.5)) * factor;
    burstiness_ = (occurrences + 1.0) / get_termfreq();
    const Xapian::termcount most = get_wdf_upper_bound();
    upper_bound_ = most == 0 ? 0 : get_sumpart(most, std::max(get_doclength_lower_bound(), 1U), 0);
  }

  [[nodiscard]] double get_sumpart(Xapian::termcount wdf, Xapian::termcount length,
                                   Xapian::termcount) const override {
    if (wdf == 0) return 0;
    const double normalised =
        wdf * (length < usual_->size() ? (*usual_)[length] : normalisation(average_, length));
    return normalised * burstiness_ / (normalised + 1.0) * rarity_;
  }
  [[nodiscard]] double get_maxpart() const override { return upper_bound_; }
  [[nodiscard]] double get_sumextra(Xapian::termcount, Xapian::termcount) const override {
    return 0;
  }
  [[nodiscard]] double get_maxextra() const override { return 0; }

 private:
  Table usual_;
  double average_ = 0;
  double rarity_ = 0;
  double burstiness_ = 0;
  double upper_bound_ = 0;
};

}  // namespace

Weighting::Weighting(const Xapian::Database& database) {
  auto usual = std::make_shared<std::vector<double>>(
      std::min(kUsualLengths, database.get_doclength_upper_bound() + 1));
  const double average = database.get_average_length();
  for (Xapian::termcount length = 0; length < usual->size(); ++length) {
    (*usual)[length] = normalisation(average, length);
  }
  scheme_ = std::make_shared<IneB2>(std::move(usual));
}

}  // namespace ksearch
