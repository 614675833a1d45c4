# SPDX-License-Identifier: Apache-2.0
# The front door. `make demo` and `make test` do all the set-up on a fresh Debian 12 machine.
BUILD ?= build
JOBS ?= $(shell nproc)
TYPE ?= Release
PREFIX ?= /usr/local
DEBUG_FLAGS ?= -g
export CCACHE_BASEDIR = $(CURDIR)
export CCACHE_NOHASHDIR = 1
export CCACHE_SLOPPINESS = pch_defines,time_macros,include_file_mtime,include_file_ctime

.PHONY: all setup build demo test cluster-test huge deb check-deb asan tsan memcheck soak bench hostile crash-test fuzz format check-format tidy clean
all: build

setup:
	@scripts/setup

$(BUILD)/build.ninja: CMakeLists.txt | setup
	@cmake -S . -B $(BUILD) -G Ninja -DCMAKE_BUILD_TYPE=$(TYPE) -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
	  -DCMAKE_CXX_FLAGS_RELEASE='-O2 -DNDEBUG' -DCMAKE_CXX_FLAGS_DEBUG='$(DEBUG_FLAGS)' \
	  -DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=mold $(CMAKE_FLAGS)

build: $(BUILD)/build.ninja
	@cmake --build $(BUILD) -j $(JOBS)

demo: build
	@scripts/demo $(BUILD)

# Where a browser, an office or a shell cannot be had, the tests that open reports in it are skipped with a word.
test: build
	@scripts/setup test || echo "make test: some tests will be skipped"
	@cd $(BUILD) && ctest --output-on-failure -j $(JOBS)

# Slurm from Debian with two nodes on this machine; installs it where it is absent.
cluster-test: build
	@scripts/check-slurm $(BUILD)

# Very large single inputs within bounds of time and memory; half an hour, 16 GB of disk.
huge: build
	@scripts/check-huge $(BUILD)

install: build
	@cmake --install $(BUILD) --prefix $(PREFIX)

deb: build
	@cd $(BUILD) && cpack -G DEB

# The package in a clean root, and lintian. Minutes, and it downloads a root: before a release.
check-deb: deb
	@scripts/setup deb
	@scripts/check-deb $(BUILD)

# What starts the whole program over and over (cli, browser, shards and such) takes minutes under the sanitizers.
# `cd build-asan && ctest` runs that too.
asan:
	@$(MAKE) build BUILD=build-asan TYPE=Debug DEBUG_FLAGS='-O1 -g1' CMAKE_FLAGS="-DNEEDFIRST_SANITIZE=address,undefined"
	@cd build-asan && ctest --output-on-failure -j $(JOBS) -E '^(cli|browser|sarif|xlsx|install|ci|shards|parallel)$$'

# All fixtures, and the corpus where NEEDFIRST_CORPUS names one, by two threads under ThreadSanitizer, with a TBB that is
# built for it: with Debian's, all that it hands from thread to thread looks like a race.
tsan:
	@JOBS=$(JOBS) scripts/tbb-for-tsan build-tsan
	@$(MAKE) build-tsan/build.ninja BUILD=build-tsan TYPE=Debug DEBUG_FLAGS='-O1 -g1' CMAKE_FLAGS="-DNEEDFIRST_SANITIZE=thread"
	@cmake --build build-tsan -j $(JOBS) --target needfirst
	@LD_LIBRARY_PATH=$(CURDIR)/build-tsan/tbb scripts/hostile/watch.py build-tsan

# All fixtures under valgrind, with a small pack of rules.
memcheck: build
	@scripts/hostile/watch.py --valgrind $(BUILD)

# Two minutes, beside the peers; `scripts/bench --full` and `--scaling` take longer.
bench: build
	@scripts/setup bench
	@cmake $(BUILD) >/dev/null
	@cmake --build $(BUILD) -j $(JOBS) --target needfirst_bench
	@scripts/bench --build $(BUILD)

# Everything that SECURITY.md promises, in full; short forms of all are in `make test`.
hostile: build
	@scripts/hostile/run.py $(BUILD)

soak: build
	@scripts/hostile/soak.py $(BUILD) 1000 5000 10000

crash-test: build
	@scripts/hostile/crash.py $(BUILD)

# FUZZ_SECONDS for each target; TARGETS="csv html" for some of them.
FUZZ_SECONDS ?= 60
fuzz:
	@scripts/fuzz $(FUZZ_SECONDS) $(TARGETS)

format:
	@git ls-files '*.cpp' '*.hpp' | xargs clang-format -i

check-format:
	@git ls-files '*.cpp' '*.hpp' | xargs clang-format --dry-run --Werror

# clang-tidy over every source; .clang-tidy says what is off and why. Slow (half a minute a file): before a release.
tidy: $(BUILD)/build.ninja
	@cmake -S . -B $(BUILD)/tidy -G Ninja -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null
	@git ls-files 'src/*.cpp' | xargs -n 1 -P $(JOBS) clang-tidy -p $(BUILD)/tidy --quiet

clean:
	@rm -rf build build-*
