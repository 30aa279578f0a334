# racelab: `make help` says what there is to make.
#
# Not recursive; sources are found, not listed.  Everything is built below $(BUILD).

CC      = gcc
BUILD   = build
PREFIX  = /usr/local
DESTDIR =
# SANITIZE=address,undefined builds the judge and its tests with those sanitizers.
SANITIZE =

CFLAGS   = -std=gnu11 -O2 -g -Wall -Wextra -Werror -fno-omit-frame-pointer
CPPFLAGS = -D_GNU_SOURCE
LDLIBS   = -larchive -ljansson -ldw -lelf -lexpat -lsqlite3 -lnettle -lgsl -lgslcblas -lm -ldl -pthread
ALL      = $(CPPFLAGS) $(CFLAGS) -pthread -MMD -MP
JUDGE    = $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all)
# On all processors, unless the person has said on how many.
jobs = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
# `make V=1` shows the commands.
Q = $(if $(V),,@echo '  $@';)
# Set if there is a clang that can link libtsan: its runtime is in a package of its own.
CLANG   := $(wildcard $(shell clang -print-resource-dir 2>/dev/null)/lib/*/libclang_rt.tsan*.a)

judge_sources = $(wildcard harness/*.c harness/checkers/*.c)
judge_objects = $(judge_sources:%.c=$(BUILD)/judge/%.o) $(BUILD)/judge/harness/page/shell.o
# The runtime inside the program under test: own_*.c only in the native runner, tsan_*.c only in
# those linked with libtsan.
rt_sources    = $(wildcard harness/rt/*.c) harness/kinds.c
rt_objects    = $(rt_sources:%.c=$(BUILD)/rt-objects/%.o)
native_objects = $(foreach o,$(rt_objects),$(if $(filter tsan_%,$(notdir $(o))),,$(o)))
tsan_objects   = $(foreach o,$(rt_objects),$(if $(filter own_%,$(notdir $(o))),,$(o)))
# The explorer has modelled calls of its own, and shares with the others what is not about threads.
explore_sources = $(wildcard harness/rt/explore/*.c) harness/kinds.c \
                  $(addprefix harness/rt/,deadlock.c expect.c fault.c image.c own_frames.c report.c rt.c sealing.c \
                    slot.c valgrind_quiet.c vault.c)
explore_objects = $(explore_sources:%.c=$(BUILD)/rt-objects/%.o)
runners = $(BUILD)/rt/racelab-runner $(BUILD)/rt/racelab-runner-explore \
          $(BUILD)/rt/racelab-runner-tsan-gcc \
          $(if $(CLANG),$(BUILD)/rt/racelab-runner-tsan-clang)
# The first process of a confined launch: in there with the program, but none of the runtime.
warden_objects = $(patsubst %.c,$(BUILD)/warden/%.o,$(wildcard harness/warden/*.c))
warden  = $(BUILD)/rt/racelab-warden
kit     = $(BUILD)/racelab $(runners) $(warden) $(BUILD)/rt/runner.wraps $(BUILD)/rt/tsan.wraps \
          $(BUILD)/rt/explore.wraps $(BUILD)/rt/explore.harmless

test_sources  = $(wildcard tests/test_*.c)
test_programs = $(test_sources:tests/%.c=$(BUILD)/tests/%)
test_helpers  = $(filter-out $(test_sources),$(wildcard tests/*.c))
test_objects  = $(test_helpers:%.c=$(BUILD)/judge/%.o)
lab_sources   = $(wildcard labs/*/*.c solutions/*/*.c solutions/*/*/*.c)

all: $(kit)
	$(if $(CLANG),,@echo '  no clang with libtsan (libclang-rt-dev) here: without its runner')

help:
	@echo 'make                     build the kit: $(BUILD)/racelab'
	@echo 'make demo                install what is missing, build, check every lab, print a table'
	@echo 'make test                install what is missing, build, run all tests'
	@echo 'make labs-warnings       compile labs and solutions with all warnings as errors'
	@echo 'make checkers            write the table of labs and checkers into CHECKERS.md'
	@echo 'make bench               print the figures of speed and of noise'
	@echo 'make install PREFIX=DIR  install the kit below DIR (default $(PREFIX))'
	@echo 'make clean               remove $(BUILD)'
	@echo 'make CC=clang            the same with clang; SANITIZE=address,undefined BUILD=build/san'

setup:
	@harness/setup.sh

setup-tests:
	@harness/setup.sh tests

# A second make, since only after the set-up are the compilers there that this one looked for.
demo: setup
	@$(MAKE) --no-print-directory $(jobs) all
	@$(BUILD)/racelab demo

test: setup-tests
	@$(MAKE) --no-print-directory $(jobs) all tests labs-warnings
	@tests/run.sh $(BUILD)

tests: $(kit) $(test_programs)

checkers: all
	$(BUILD)/racelab demo --write CHECKERS.md

bench: all $(BUILD)/bench/figures $(BUILD)/bench/loops $(BUILD)/bench/searches \
       $(BUILD)/bench/launches
	@$(BUILD)/bench/figures
	@echo
	@$(BUILD)/bench/searches
	@echo
	@$(BUILD)/bench/launches
	@for script in bench/*.sh; do echo; $$script $(BUILD) || exit 1; done

# ---- the judge ----

$(BUILD)/racelab: $(judge_objects)
	$(Q)$(CC) $(JUDGE) -o $@ $^ $(LDLIBS)

$(BUILD)/judge/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL) $(JUDGE) -Iharness -c -o $@ $<

# The page of `--format html`, put into the judge.
$(BUILD)/page/shell.html: $(wildcard harness/page/*)
	@mkdir -p $(@D)
	$(Q)sh harness/page/assemble.sh harness/page >$@

$(BUILD)/judge/harness/page/shell.o: harness/page/shell.S $(BUILD)/page/shell.html
	@mkdir -p $(@D)
	$(Q)$(CC) -Wa,-I$(BUILD)/page -c -o $@ $<

# ---- the runners ----

# What the explorer does, it does some million times a second.
$(BUILD)/rt-objects/harness/rt/explore/%.o: CFLAGS += -O3

# Valgrind 3.19 cannot read what clang 14 writes of DWARF 5, and gives up on such a runner.
$(BUILD)/rt-objects/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL) -gdwarf-4 -c -o $@ $<

EXPORTS = -Wl,--dynamic-list=harness/rt/exports.list
$(runners): harness/rt/exports.list

$(BUILD)/rt/racelab-runner: $(native_objects)
	@mkdir -p $(@D)
	$(Q)$(CC) $(EXPORTS) -pthread -o $@ $(filter %.o,$^) -ldl

$(BUILD)/rt/racelab-runner-explore: $(explore_objects)
	@mkdir -p $(@D)
	$(Q)$(CC) $(EXPORTS) -pthread -o $@ $(filter %.o,$^) -lm -ldl

$(BUILD)/rt/racelab-runner-tsan-gcc: $(tsan_objects)
	@mkdir -p $(@D)
	$(Q)gcc -fsanitize=thread $(EXPORTS) -pthread -o $@ $(filter %.o,$^) -ldl

$(BUILD)/rt/racelab-runner-tsan-clang: $(tsan_objects)
	@mkdir -p $(@D)
	$(Q)clang -fsanitize=thread $(EXPORTS) -pthread -o $@ $(filter %.o,$^) -ldl

# ---- the warden ----

$(warden): $(warden_objects)
	@mkdir -p $(@D)
	$(Q)$(CC) -o $@ $^ -lseccomp

$(BUILD)/warden/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL) -c -o $@ $<

# Which calls of a submission are led to the runtime: all that it defines a __wrap_ of.
$(BUILD)/rt/runner.wraps: $(BUILD)/rt/racelab-runner
$(BUILD)/rt/tsan.wraps: $(BUILD)/rt/racelab-runner-tsan-gcc
$(BUILD)/rt/explore.wraps: $(BUILD)/rt/racelab-runner-explore
$(BUILD)/rt/%.wraps:
	nm $< | sed -n 's/.* T __wrap_\(.*\)/-Wl,--wrap=\1/p' >$@

$(BUILD)/rt/explore.harmless: harness/rt/explore/harmless.txt
	@mkdir -p $(@D)
	sed 's/#.*//' $< >$@

# ---- tests ----

$(BUILD)/tests/%: $(BUILD)/judge/tests/%.o $(test_objects) $(filter-out %/main.o,$(judge_objects))
	@mkdir -p $(@D)
	$(Q)$(CC) $(JUDGE) -o $@ $^ $(LDLIBS) -lcmocka

$(BUILD)/bench/%: $(BUILD)/judge/bench/%.o $(filter-out %/main.o,$(judge_objects))
	@mkdir -p $(@D)
	$(Q)$(CC) -o $@ $^ $(LDLIBS)

# ---- labs: clean under both compilers, wrong repairs too ----

labs-warnings: $(lab_sources:%.c=$(BUILD)/warnings/%.ok)

$(BUILD)/warnings/%.ok: %.c $(wildcard labs/*/lab.h) harness/scenario.h harness/kinds.h
	@mkdir -p $(@D)
	@for compiler in gcc $(if $(CLANG),clang); do \
		$$compiler -std=gnu11 -Wall -Wextra -Werror -fsyntax-only \
			-Ilabs/$(word 2,$(subst /, ,$<)) -Iharness $< || exit 1; \
	done
	@touch $@

# ---- install ----

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/racelab/rt \
	        $(DESTDIR)$(PREFIX)/share/racelab/include
	install $(BUILD)/racelab $(DESTDIR)$(PREFIX)/bin/
	install $(runners) $(warden) $(DESTDIR)$(PREFIX)/lib/racelab/rt/
	install -m 644 $(BUILD)/rt/runner.wraps $(BUILD)/rt/tsan.wraps $(BUILD)/rt/explore.wraps \
	        $(BUILD)/rt/explore.harmless $(DESTDIR)$(PREFIX)/lib/racelab/rt/
	install -m 644 harness/scenario.h harness/kinds.h $(DESTDIR)$(PREFIX)/share/racelab/include/
	cp -R labs $(DESTDIR)$(PREFIX)/share/racelab/
	cp -R harness/doctor harness/program $(DESTDIR)$(PREFIX)/share/racelab/include/

clean:
	rm -rf $(BUILD)

-include $(wildcard $(BUILD)/warden/*/*/*.d $(BUILD)/judge/*/*.d $(BUILD)/judge/*/*/*.d $(BUILD)/rt-objects/*/*.d \
           $(BUILD)/rt-objects/*/*/*.d $(BUILD)/rt-objects/*/*/*/*.d)

.PHONY: all help setup setup-tests demo test tests labs-warnings checkers bench install clean
.SECONDARY:
.DELETE_ON_ERROR:
