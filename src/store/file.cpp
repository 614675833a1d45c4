// SPDX-License-Identifier: Apache-2.0
#include "store/file.hpp"

#include "base/file.hpp"
#include "store/schema.hpp"
#include "store/store.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace needfirst::store {
namespace {

namespace fs = std::filesystem;

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

std::int64_t readings_in(const fs::path& path) {
    try {
        SQLite::Database db(path.string(), SQLite::OPEN_READWRITE);
        return db.execAndGet("SELECT count(*) FROM reading").getInt64();
    } catch (const SQLite::Exception&) {
        return 0;
    }
}

}  // namespace

void set_up() {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

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

void remove_part(const fs::path& part) {
    std::error_code ignored;
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(fs::path(part) += tail, ignored);
}

void check_replaceable(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
        if (!fs::is_directory(folder, ignored))
            throw base::InputError(
                fmt::format("cannot write {}: there is no folder {}; make it, or choose another --db", path.string(),
                            folder.string()));
        return;
    }
    if (!fs::is_regular_file(path, ignored))
        throw base::InputError(fmt::format("cannot write {}: it is no file; choose another --db", path.string()));
    if (fs::file_size(path, ignored) == 0) return;
    try {
        SQLite::Database db(path.string(), SQLite::OPEN_READONLY);
        if (db.execAndGet("PRAGMA application_id").getInt() == application_id) return;
    } catch (const SQLite::Exception& problem) {
        if ((problem.getErrorCode() & 0xff) != SQLITE_NOTADB) throw cannot("replace", path, problem);
    }
    throw base::InputError(fmt::format(
        "will not overwrite {}: it was not written by needfirst; choose another --db, or remove it", path.string()));
}

void leave(const fs::path& part, const fs::path& left) {
    const auto readings = readings_in(part);
    std::error_code ignored;
    if (readings == 0 || (fs::exists(left, ignored) && readings_in(left) > readings)) return remove_part(part);
    remove_part(left);
    for (const char* tail : {"-wal", ""})
        if (fs::exists(fs::path(part) += tail, ignored))
            fs::rename(fs::path(part) += tail, fs::path(left) += tail, ignored);
    remove_part(part);
}

SQLite::Database scratch() {
    SQLite::Database db("", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN");
    return db;
}

void sync_to_disk(const fs::path& file) {
    const base::Handle handle(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if ((!handle || ::fsync(handle.get()) != 0) && errno != EINVAL)  // some file systems cannot
        throw base::InputError(
            fmt::format("cannot write {}: {}; check the disk, then audit again", file.string(), std::strerror(errno)));
}

void put_aside(const fs::path& part, const fs::path& left) {
    std::error_code ignored;
    if (!fs::exists(part, ignored)) return;
    try {
        SQLite::Database killed(part.string(), SQLite::OPEN_READWRITE);
        killed.exec("PRAGMA locking_mode=EXCLUSIVE");
        killed.exec("BEGIN EXCLUSIVE");
        killed.exec("ROLLBACK");
    } catch (const SQLite::Exception& problem) {
        if ((problem.getErrorCode() & 0xff) == SQLITE_BUSY)
            throw base::InputError(fmt::format(
                "cannot write {}: another audit is writing it; wait for it, or choose another --db", part.string()));
    }
    leave(part, left);
}

}  // namespace needfirst::store
