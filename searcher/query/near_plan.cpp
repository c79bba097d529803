#include "searcher/query/near_plan.h"

#include "common/analysis/fold.h"
#include "common/schema.h"
#include "ksearch/error.h"
#include "searcher/query/field_names.h"

namespace ksearch::query {
namespace {

constexpr std::size_t kMaxOperandTerms = 100;
constexpr std::size_t kMaxCombinations = 1000;

/// The terms that one operand stands for, and what marks them.
struct Operand {
  std::vector<PlanNode> terms;
  highlight::TokenMatcher matcher;

  void add_words(const std::vector<std::string>& words) {
    for (const std::string& text : words) {
      matcher.words.insert(text);
      terms.push_back(term(text));
    }
  }
};

Operand operand_of(const Node& node, const Vocabulary& vocabulary, Analyzer& analyzer, bool exact) {
  Operand operand;
  switch (node.kind) {
    case NodeKind::kType: {
      const EntityType type = entity_type_from(node.text).value_or(EntityType::kMisc);
      operand.matcher.type_mask = static_cast<std::uint8_t>(1U << static_cast<unsigned>(type));
      operand.terms.push_back(term(schema::entity_type_term(type)));
      break;
    }
    case NodeKind::kField:
      for (const std::uint32_t name :
           vocabulary.names(entity_type_of(node.field).value(), node.text, exact)) {
        operand.matcher.names.insert(name);
        operand.terms.push_back(term(schema::name_term(name)));
      }
      break;
    case NodeKind::kPrefix:
      operand.add_words(vocabulary.words(fold(node.text), kMaxOperandTerms + 1));
      break;
    case NodeKind::kPattern:
      operand.add_words(vocabulary.words_like(node.text, kMaxOperandTerms + 1));
      break;
    case NodeKind::kFuzzy:
      for (const NearWord& near : vocabulary.words_near(fold(node.text), node.distance)) {
        operand.add_words({near.word});
      }
      break;
    default: {
      TokenList tokens;
      analyzer.analyze(node.text, tokens);
      for (const Token& token : tokens) {
        if (token.kind == TokenKind::kCompound) continue;
        if (token.kind == TokenKind::kPart && tokens.size() > 1) continue;
        if (node.kind == NodeKind::kExact || exact) {
          operand.add_words({std::string(token.word)});
        } else {
          operand.add_words(vocabulary.words_of_stem(token.folded));
        }
      }
    }
  }
  return operand;
}

}  // namespace

NearPlan near_plan(const Node& node, const Vocabulary& vocabulary, Analyzer& analyzer, bool exact) {
  NearPlan near;
  std::vector<std::vector<PlanNode>> combinations(1);
  for (const Node& child : node.children) {
    Operand operand = operand_of(child, vocabulary, analyzer, exact);
    if (operand.terms.size() > kMaxOperandTerms ||
        operand.terms.size() * combinations.size() > kMaxCombinations) {
      throw QueryError(
          "an operand of NEAR stands for too many words; write =word for just that word",
          child.span);
    }
    std::vector<std::vector<PlanNode>> longer;
    for (const std::vector<PlanNode>& combination : combinations) {
      for (const PlanNode& choice : operand.terms) {
        longer.push_back(combination);
        longer.back().push_back(choice);
      }
    }
    combinations = std::move(longer);
    near.sequence.push_back(std::move(operand.matcher));
  }
  const auto operands = static_cast<unsigned>(node.children.size());
  std::vector<PlanNode> forms;
  for (std::vector<PlanNode>& combination : combinations) {
    PlanNode form;
    form.kind = PlanKind::kNear;
    form.window = node.distance + operands - 1;
    form.children = std::move(combination);
    forms.push_back(std::move(form));
  }
  near.plan = any_of(std::move(forms));
  near.window = node.distance + operands - 2;
  return near;
}

}  // namespace ksearch::query
