// A recogniser of one's own: what follows "MV" or "SS" is a ship, shown among the organisations.
//
//   own_recognizer

#include <iostream>
#include <ksearch/ksearch.hpp>

namespace {

class ShipRecognizer : public ksearch::EntityRecognizer {
 public:
  std::vector<ksearch::Mention> recognize(const ksearch::RecognizerInput& input) override {
    std::vector<ksearch::Mention> mentions;
    for (std::size_t i = 0; i + 1 < input.tokens.size(); ++i) {
      if (input.tokens[i].word != "mv" && input.tokens[i].word != "ss") continue;
      const ksearch::Span name = input.tokens[i + 1].span;
      mentions.push_back({.span = name,
                          .type = ksearch::EntityType::kOrg,
                          .name = std::string(input.text.substr(name.begin, name.size()))});
    }
    return mentions;
  }
  std::unique_ptr<EntityRecognizer> clone() const override {
    return std::make_unique<ShipRecognizer>(*this);
  }
  std::string fingerprint() const override { return "ships-1"; }
};

}  // namespace

int main() {
  const ShipRecognizer ships;
  ksearch::IndexWriter writer({.directory = "ships-index", .recognizer = &ships});
  writer.put({.id = "log-1", .title = "Harbour log", .text = "MV Corvina left at noon."});
  writer.put({.id = "log-2", .title = "Harbour log", .text = "MV Corvina met SS Tern at dusk."});
  writer.commit();

  ksearch::Searcher searcher("ships-index");
  for (const ksearch::FacetValue& ship : searcher.facet(ksearch::Field::kOrg, {}).values) {
    std::cout << ship.count << "  " << ship.value << "\n";
  }
}
