// SPDX-License-Identifier: Apache-2.0
#include "format/reader.hpp"
#include "model/judgement.hpp"
