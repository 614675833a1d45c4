// SPDX-License-Identifier: Apache-2.0
#include "store/programmes.hpp"

#include <map>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

namespace needfirst::store {
namespace {

template <class Enum, std::size_t N>
Enum word(const std::array<std::string_view, N>& names, const std::string& text) {
    return model::from_name<Enum>(names, text).value_or(Enum{});
}

class Reader {
public:
    explicit Reader(SQLite::Database& db)
        : course_(db,
                  "SELECT c.identifier, c.title, c.language, c.words_read, c.need, c.verdict, c.retired, p.path FROM "
                  "course c JOIN package p ON p.id = c.package_id WHERE c.id = ?"),
          activities_(
              db,
              "SELECT id, kind, title, social, platform, placement, position, of_items, is_last_of_section, "
              "after_last_assessment, graded, required, quota, posts, location, words, groups FROM activity WHERE "
              "course_id = ? ORDER BY id"),
          evidence_(db,
                    "SELECT activity_id, signal, says, field, quote, location FROM evidence WHERE course_id = ? ORDER "
                    "BY id") {}

    Programme::Course course(std::int64_t id) {
        Programme::Course found;
        found.id = id;
        model::Judgement& judged = found.judged;
        course_.reset();
        course_.bind(1, id);
        if (!course_.executeStep()) return found;
        judged.identifier = course_.getColumn(0).getString();
        judged.title = course_.getColumn(1).getString();
        judged.language = course_.getColumn(2).getString();
        judged.words_read = course_.getColumn(3).getInt64();
        judged.need = word<model::Need>(model::need_names, course_.getColumn(4).getString());
        judged.verdict = word<model::Verdict>(model::verdict_names, course_.getColumn(5).getString());
        judged.retired = course_.getColumn(6).getInt() != 0;
        found.package = course_.getColumn(7).getString();
        read_activities(id, judged);
        read_evidence(id, judged);
        return found;
    }

private:
    void read_activities(std::int64_t course, model::Judgement& judged) {
        numbers_.clear();
        activities_.reset();
        activities_.bind(1, course);
        const auto truth = [&](int column) -> std::optional<bool> {
            if (activities_.getColumn(column).isNull()) return std::nullopt;
            return activities_.getColumn(column).getInt() != 0;
        };
        while (activities_.executeStep()) {
            const auto text = [&](int column) { return activities_.getColumn(column).getString(); };
            numbers_[activities_.getColumn(0).getInt64()] = static_cast<int>(judged.activities.size());
            model::Activity& activity = judged.activities.emplace_back();
            activity.kind = word<model::Kind>(model::kind_names, text(1));
            activity.title = text(2);
            activity.social = activities_.getColumn(3).getInt() != 0;
            activity.platform = text(4);
            activity.placement = word<model::Placement>(model::placement_names, text(5));
            activity.position = activities_.getColumn(6).getInt();
            activity.of_items = activities_.getColumn(7).getInt();
            activity.is_last_of_section = activities_.getColumn(8).getInt() != 0;
            activity.after_last_assessment = activities_.getColumn(9).getInt() != 0;
            activity.graded = truth(10);
            activity.required = truth(11);
            activity.quota = text(12);
            if (!activities_.getColumn(13).isNull()) activity.posts = activities_.getColumn(13).getInt64();
            activity.location = text(14);
            activity.words = text(15);
            activity.groups = truth(16);
        }
    }

    void read_evidence(std::int64_t course, model::Judgement& judged) {
        evidence_.reset();
        evidence_.bind(1, course);
        while (evidence_.executeStep()) {
            model::Evidence& evidence = judged.evidence.emplace_back();
            if (!evidence_.getColumn(0).isNull()) evidence.activity = numbers_.at(evidence_.getColumn(0).getInt64());
            evidence.signal = evidence_.getColumn(1).getString();
            evidence.says = evidence_.getColumn(2).getString();
            evidence.field = word<model::Field>(model::field_names, evidence_.getColumn(3).getString());
            evidence.quote = evidence_.getColumn(4).getString();
            evidence.location = evidence_.getColumn(5).getString();
        }
    }

    SQLite::Statement course_, activities_, evidence_;
    std::map<std::int64_t, int> numbers_;
};

}  // namespace

void programmes(SQLite::Database& db, const std::function<void(const Programme&)>& take) {
    SQLite::Statement steps(
        db,
        "SELECT p.id, p.title, s.course_id, p.basis FROM programme p JOIN programme_course s ON s.programme_id "
        "= p.id WHERE s.course_id IS NOT NULL ORDER BY p.id, s.position");
    Reader reader(db);
    Programme programme;
    std::int64_t at = 0;
    const auto finish = [&] {
        if (programme.courses.size() > 1) take(programme);
        programme = {};
    };
    while (steps.executeStep()) {
        if (std::exchange(at, steps.getColumn(0).getInt64()) != steps.getColumn(0).getInt64()) {
            finish();
            programme.title = steps.getColumn(1).getString();
            programme.basis = word<model::Basis>(model::basis_names, steps.getColumn(3).getString());
        }
        programme.courses.push_back(reader.course(steps.getColumn(2).getInt64()));
    }
    finish();
}

}  // namespace needfirst::store
