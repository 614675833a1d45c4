// SPDX-License-Identifier: Apache-2.0
#include "base/decode.hpp"
