// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

// The SQLite file as others read it: columns may be added, never renamed. The comments below stand in the file, too
// (`.schema` in the sqlite3 shell shows them).
namespace needfirst::store {

inline constexpr std::int32_t application_id = 0x6e656564;  ///< "need"
inline constexpr std::int32_t schema_version = 6;           ///< `PRAGMA user_version`

extern const char* const schema_tables;
extern const char* const schema_indices;  ///< made when all rows are there
extern const char* const schema_views;
extern const char* const schema_search;  ///< full-text search, empty

}  // namespace needfirst::store
