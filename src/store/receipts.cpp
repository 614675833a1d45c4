// SPDX-License-Identifier: Apache-2.0
#include "store/receipts.hpp"

#include "store/file.hpp"

namespace needfirst::store {

std::string receipt(const Audit& audit, const std::string& report) {
    std::string files;
    audit.each("SELECT files FROM receipt WHERE report = ?", [&](const Row& row) { files = row.text(0); }, {report});
    return files;
}

void keep_receipt(const Audit& audit, const std::string& report, const std::string& files) {
    try {
        SQLite::Database db(audit.path().string(), SQLite::OPEN_READWRITE);
        SQLite::Statement keep(db, "INSERT OR REPLACE INTO receipt VALUES (?, ?)");
        keep.bind(1, report);
        keep.bind(2, files);
        keep.exec();
    } catch (const SQLite::Exception&) {  // the report is written again the next time
    }
}

}  // namespace needfirst::store
