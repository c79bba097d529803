#include "ksearch/verify.h"

#include "bindings/c/boundary.h"

using ksearch::c::fill_struct;
using ksearch::c::guarded;
using ksearch::c::require;
using ksearch::c::view_of;

extern "C" {

ksearch_status ksearch_verify(const char* directory, ksearch_verify_counts* counts,
                              void (*on_damage)(void* user, ksearch_string part,
                                                ksearch_string problem),
                              void* user, ksearch_error* error) {
  return guarded(error, [&] {
    require(directory != nullptr, "the directory");
    require(counts != nullptr, "the place for the counts");
    const auto fill = [&](const ksearch::VerifyReport& report) {
      require(fill_struct(counts, {.documents = report.documents,
                                   .files = report.files,
                                   .damages = report.damages.size()}) == KSEARCH_OK,
              "the struct_size of the counts");
    };
    fill({});
    const ksearch::VerifyReport report = ksearch::verify_index(directory);
    fill(report);
    if (on_damage == nullptr) return;
    for (const ksearch::Damage& damage : report.damages) {
      on_damage(user, view_of(damage.part), view_of(damage.problem));
    }
  });
}

}  // extern "C"
