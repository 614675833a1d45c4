// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace needfirst::text {

/// Snowball stems of one language. Not for use by several threads at once.
class Stemmer {
public:
    /// `language` is an ISO 639-1 code ("en", "de", "es"); a language without a Snowball stemmer keeps words as they
    /// are.
    explicit Stemmer(std::string_view language);
    /// The stem of a lower-cased word; the view lives until the next call.
    std::string_view stem(std::string_view lower);

private:
    struct Close {
        void operator()(void* stemmer) const;
    };
    std::unique_ptr<void, Close> stemmer_;
    std::string copy_;
};

}  // namespace needfirst::text
