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
    static_cast<void>(
        ksearch::c::read_struct(counts, {}, offsetof(ksearch_verify_counts, documents)));
    fill_struct(counts, {});
    const ksearch::VerifyReport report = ksearch::verify_index(directory);
    fill_struct(
        counts,
        {.documents = report.documents, .files = report.files, .damages = report.damages.size()});
    if (on_damage == nullptr) return;
    for (const ksearch::Damage& damage : report.damages) {
      on_damage(user, view_of(damage.part), view_of(damage.problem));
    }
  });
}

}  // extern "C"
