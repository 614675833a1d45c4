// SPDX-License-Identifier: Apache-2.0
#include "store/file.hpp"

#include "store/schema.hpp"

#include <sqlite3.h>

namespace needfirst::store {
namespace {

std::string_view remedy(int code) {
    switch (code) {
        case SQLITE_FULL: return "free some space on that disk, or choose another place with --db";
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return "another program holds it open: wait for it or close it, or choose another --db";
        case SQLITE_NOTADB: return "give the audit.db that `needfirst audit` wrote";
        case SQLITE_CORRUPT: return "the file is damaged: audit again";
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM: return "check that the file and its folder exist and are yours to read and write";
        case SQLITE_IOERR: return "check the disk, then audit again";
        default: return "audit again; if it happens again, report it with this line";
    }
}

}  // namespace

base::InputError cannot(std::string_view act, const std::filesystem::path& path, const SQLite::Exception& problem) {
    return base::InputError(
        fmt::format("cannot {} {}: {}; {}", act, path.string(), problem.what(), remedy(problem.getErrorCode() & 0xff)));
}

std::filesystem::path part_of(const std::filesystem::path& db) { return std::filesystem::path(db) += ".part"; }

void check_is_store(SQLite::Database& db, const std::filesystem::path& path) {
    if (db.execAndGet("PRAGMA application_id").getInt() != application_id)
        throw base::InputError(fmt::format(
            "{} is an SQLite file, but none that needfirst wrote; give the audit.db of an audit", path.string()));
    const int version = db.execAndGet("PRAGMA user_version").getInt();
    if (version != schema_version)
        throw base::InputError(
            fmt::format("{} has schema {}, this needfirst reads schema {}; {}", path.string(), version, schema_version,
                        version > schema_version ? "use the newer needfirst that wrote it" : "audit again"));
}

}  // namespace needfirst::store
