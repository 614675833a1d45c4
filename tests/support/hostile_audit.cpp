// SPDX-License-Identifier: Apache-2.0
#include "support/hostile_audit.hpp"

#include "support/sample_audit.hpp"

namespace needfirst::test {

void write_hostile_audit(const std::filesystem::path& path) {
    const std::string text =
        "=1+1</script><img src=x onerror=\"alert(1)\">]]>--><!-- \x01\x1b[31m%0A::error::x\r\n::warning::y | `z` "
        "{{script}} \xE2\x80\xAE\xEF\xBF\xBE\xF0\x9F\x98\x80 & 'q'";
    model::Judgement course = sample_judgement();
    for (std::string* one :
         {&course.identifier, &course.title, &course.language, &course.provider, &course.category, &course.reason})
        *one = text;
    for (auto& a : course.activities) a.title = a.section = a.platform = a.native_kind = a.quota = a.location = text;
    for (auto& e : course.evidence) e.signal = e.says = e.quote = e.location = text;
    for (auto& f : course.findings) f.rule = f.message = f.quote = f.location = f.fingerprint = text;
    for (auto& q : course.questions) q.rule = q.text = text;
    course.other_sources.clear();
    const model::RuleRecord rules[] = {{text, text, "alarm", "stable", "course", text, text, text, text}};
    store::Writer writer(path, {"2024-01-01T00:00:00Z", "", text, text, text, ""}, rules);
    model::AuditedPackage audited;
    audited.package.path = audited.package.format = audited.package.authoring_tool = text;
    audited.package.message = audited.package.format_version = audited.package.fingerprint = text;
    audited.package.status = model::PackageStatus::partly;
    audited.package.coverage = {{text, 1, base::CoverageState::error, text}};
    audited.courses = {course};
    writer.write(audited);
    model::AuditedPackage broken;
    broken.number = 1;
    broken.package.path = broken.package.message = text;
    broken.package.status = model::PackageStatus::unreadable;
    writer.write(broken);
    writer.finish("2024-01-01T00:00:01Z");
}

}  // namespace needfirst::test
