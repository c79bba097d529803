#include "indexer/entity_table_builder.h"

#include <charconv>
#include <utility>

#include "common/entities/entity_table.h"
#include "common/schema.h"

namespace ksearch {

BuiltEntityTable build_entity_table(const Xapian::Database& database, const NameRegistry& names,
                                    const Corrections& corrections, const UserNames& known) {
  std::vector<NameRecord> records(names.size());
  for (std::uint32_t number = 0; number < names.size(); ++number) {
    const NameView view = names.name(number);
    records[number] = {view.type, std::string(view.shown), 0, 0};
  }
  const std::string prefix(1, schema::kNamePrefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::string text = *term;
    std::uint32_t number = 0;
    std::from_chars(text.data() + 1, text.data() + text.size(), number);
    if (number < records.size()) records[number].documents = term.get_termfreq();
  }
  DerivedEntities derived = derive_entities(records, corrections, known);
  BuiltEntityTable table;
  table.idle = std::move(derived.idle);
  table.entries.resize(derived.names.size());
  for (std::uint32_t number = 0; number < table.entries.size(); ++number) {
    const NameEntity& entity = derived.names[number];
    table.entries[number] = {entity.entity, entity.shown_type,
                             static_cast<std::uint8_t>(entity.hidden ? 1 : 0),
                             static_cast<std::uint8_t>(entity.rule), 0};
    if (!entity.shown_name.empty()) table.shown_names.push_back({number, entity.shown_name});
  }
  return table;
}

}  // namespace ksearch
