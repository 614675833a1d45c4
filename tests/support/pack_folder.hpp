// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace needfirst::test {

/// A folder of the test's own, gone with it.
class TempFolder {
public:
    explicit TempFolder(const std::string& of = {}) {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        path_ = std::filesystem::temp_directory_path() / (std::string("needfirst-") + info->test_suite_name() + "-" +
                                                          info->name() + "-" + std::to_string(::getpid()) + of);
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    void write(const std::string& name, const std::string& content) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << content;
    }

private:
    std::filesystem::path path_;
};

/// A pack of rules small enough to see through; `write` changes or adds files.
class PackFolder : public TempFolder {
public:
    PackFolder() : TempFolder("-pack") {
        write("pack.yaml", "title: Test\nversion: 1\nlanguage: en\nlicence: Apache-2.0\n");
        signal("forum", "social", "post in the forum");
        signal("bring-case", "[social, belongs]", "bring your own case");
        signal("stated", "stated", "complaints doubled");
        signal("aim", "implied", "reduce complaints");
        signal("hypothesis", "takes-back", "if it were so that");
        signal("topic", "not-social", "the film shows how to");
        signal("furniture", "furniture", "^ help desk $");
        signal("yammer", "platform", "=Yammer");
        write("verdicts.yaml",
              "verdicts:\n"
              "  - {verdict: unreadable, when: {words: {at_most: 2}}, because: Too little text.}\n"
              "  - {verdict: not-social, when: {not: {social_items: {at_least: 1}}}, because: Nobody meets.}\n"
              "  - {verdict: purposeful, when: {need: {at_least: stated}}, because: 'A need: {near_miss}'}\n"
              "  - {verdict: tacked-on, because: 'No need in {searched}.'}\n");
        rule("no-need", "alarm", "activity", "{all: [{social: true}, {need: {at_most: implied}}]}");
    }
    void signal(const std::string& id, const std::string& says, const std::string& phrase) const {
        write("signals/" + id + ".yaml", "signal: " + id + "\ndescribes: test\nsays: " + says + "\nphrases: ['" +
                                             phrase + "']\nexamples: {yes: [x], no: [y]}\n");
    }
    void rule(const std::string& id, const std::string& level, const std::string& about,
              const std::string& when) const {
        write(id + ".yaml", "title: t\nlevel: " + level + "\nstatus: stable\nabout: " + about + "\nwhen: " + when +
                                "\nmessage: 'In {course}: {activity}'\nwhy: w\nask: ['Why {activity}?']\ninstead: i\n"
                                "examples: {rings: [{course: {title: t}}], silent: [{course: {title: t}}]}\n");
    }
};

}  // namespace needfirst::test
