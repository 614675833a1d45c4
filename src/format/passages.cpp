// SPDX-License-Identifier: Apache-2.0
#include "format/passages.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/text_budget.hpp"

#include <array>

namespace needfirst::format {
namespace {

constexpr std::size_t most_statements_compared = 1'000;

/// Host of an absolute address, lower case, without "www.".
std::string host_of(std::string_view url) {
    const std::size_t scheme = url.find("//");
    if (scheme == std::string_view::npos) return {};
    std::string host = base::ascii_lower(url.substr(scheme + 2));
    host.resize(std::min(host.find_first_of("/?#"), host.size()));
    if (const std::size_t at = host.find('@'); at != std::string::npos) host.erase(0, at + 1);
    host.resize(std::min(host.find(':'), host.size()));
    return host.rfind("www.", 0) == 0 ? host.substr(4) : host;
}

bool is_within(std::string_view host, std::string_view domain) {
    return host.size() >= domain.size() && host.substr(host.size() - domain.size()) == domain &&
           (host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.');
}

// Services on which people meet whatever the page.
constexpr std::array<std::string_view, 37> meeting_domains = {"yammer.com",
                                                              "engage.cloud.microsoft",
                                                              "teams.microsoft.com",
                                                              "teams.live.com",
                                                              "slack.com",
                                                              "workplace.com",
                                                              "discord.gg",
                                                              "discord.com",
                                                              "mattermost.com",
                                                              "zulipchat.com",
                                                              "rocket.chat",
                                                              "chat.google.com",
                                                              "groups.google.com",
                                                              "plus.google.com",
                                                              "wa.me",
                                                              "whatsapp.com",
                                                              "t.me",
                                                              "telegram.me",
                                                              "padlet.com",
                                                              "padlet.org",
                                                              "miro.com",
                                                              "mural.co",
                                                              "jamboard.google.com",
                                                              "flipgrid.com",
                                                              "flip.com",
                                                              "piazza.com",
                                                              "yellowdig.com",
                                                              "yellowdig.co",
                                                              "edmodo.com",
                                                              "voicethread.com",
                                                              "perusall.com",
                                                              "reddit.com",
                                                              "circle.so",
                                                              "mightynetworks.com",
                                                              "jivesoftware.com",
                                                              "packback.co",
                                                              "hypothes.is"};

// First labels of a host that name a forum or community: forum.example.org.
constexpr std::array<std::string_view, 9> meeting_labels = {"forum", "forums", "community", "communities", "discuss",
                                                            "board", "boards", "chat",      "slack"};

// Places within services that are mostly something else.
struct Place {
    std::string_view domain, path;
};
constexpr std::array<Place, 12> meeting_places = {{{"facebook.com", "/groups"},
                                                   {"facebook.com", "/"},
                                                   {"fb.com", "/"},
                                                   {"fb.me", "/"},
                                                   {"linkedin.com", "/groups"},
                                                   {"linkedin.com", "/company"},
                                                   {"twitter.com", "/hashtag"},
                                                   {"twitter.com", "/search"},
                                                   {"x.com", "/hashtag"},
                                                   {"x.com", "/search"},
                                                   {"instagram.com", "/explore/tags"},
                                                   {"meetup.com", "/"}}};

constexpr std::array<std::string_view, 8> share_buttons = {"sharer",       "share.php",     "/share?", "sharearticle",
                                                           "intent/tweet", "/dialog/share", "/tr?id=", "plugins/"};

bool is_forum_path(std::string_view path) {
    constexpr std::array<std::string_view, 6> parts = {"/forum/",       "/forums/",      "/community/",
                                                       "/discussions/", "viewforum.php", "/mod/forum/"};
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return path.find(part) != std::string_view::npos; });
}

void add_kept(std::vector<model::Passage>& passages, model::Field field, std::string text, std::string_view member) {
    model::Passage passage;
    passage.field = field;
    passage.text = std::move(text);
    passage.member = member;
    passages.push_back(std::move(passage));
}

}  // namespace

void add_passage(std::vector<model::Passage>& passages, model::Field field, std::string&& text,
                 std::string_view member) {
    if (!text.empty() && base::TextBudget::keeps(text, member)) add_kept(passages, field, std::move(text), member);
}

// What many items share is copied for each of them only while there is room for it.
void add_passage(std::vector<model::Passage>& passages, model::Field field, const std::string& text,
                 std::string_view member) {
    if (!text.empty() && base::TextBudget::keeps(text, member)) add_kept(passages, field, text, member);
}

void add_statement(model::Course& course, model::Field field, std::string text, std::string_view member) {
    if (text.empty() || (field == model::Field::title && text == course.title)) return;
    // Among very many only the last ones are compared: what is said twice is said close together.
    const auto known = course.statements.end() -
                       static_cast<std::ptrdiff_t>(std::min(course.statements.size(), most_statements_compared));
    if (std::any_of(known, course.statements.end(), [&](const auto& one) { return one.text == text; })) return;
    add_passage(course.statements, field, std::move(text), member);
}

text::Html read_html_member(Reading& reading, std::string_view member) {
    const std::string bytes = reading.member(member);
    return text::read_html(base::to_utf8(bytes, base::html_charset(bytes)));
}

bool is_social_link(std::string_view url) {
    const std::string host = host_of(url);
    if (host.empty()) return false;
    std::string path = base::ascii_lower(url.substr(url.find("//") + 2));
    path.erase(0, std::min(path.find('/'), path.size()));
    if (path.empty()) path = "/";
    for (const std::string_view button : share_buttons)
        if (path.find(button) != std::string::npos) return false;
    for (const std::string_view domain : meeting_domains)
        if (is_within(host, domain)) return true;
    for (const Place& place : meeting_places)
        if (is_within(host, place.domain) && path.rfind(place.path, 0) == 0) return true;
    const std::string_view label = std::string_view(host).substr(0, host.find('.'));
    return std::find(meeting_labels.begin(), meeting_labels.end(), label) != meeting_labels.end() ||
           is_forum_path(path + "/");
}

void keep_social_link(model::Item& item, const std::vector<text::Link>& links) {
    if (!item.link.empty()) return;
    for (const text::Link& link : links)
        if (is_social_link(link.url)) {
            item.link = link.url;
            return;
        }
}

}  // namespace needfirst::format
