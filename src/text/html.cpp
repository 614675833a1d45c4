// SPDX-License-Identifier: Apache-2.0
#include "text/html.hpp"
