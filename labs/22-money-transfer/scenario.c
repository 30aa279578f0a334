/* SPDX-License-Identifier: MIT */
/* What runs against the village bank, and what must hold. */
#include "lab.h"
#include "scenario.h"

#define START	100 /* in each account */
#define ROUNDS	50  /* transfers of one customer on market day */
#define CLIENTS 3
#define STALLS	4 /* accounts on market day */

/* What the auditor counted.  The auditor's thread's own until the check. */
static long counted;
/* How often the auditor's sum was wrong on market day.  Likewise. */
static unsigned wrong_sums;

static void expect_balance(unsigned account, long due)
{
	long balance = bank_balance(account);

	EXPECT(balance == due, "account %u should hold %ld, and holds %ld", account, due, balance);
}

static void expect_transfers(unsigned long due)
{
	unsigned long made = bank_transfers();

	EXPECT_DONE(made == due, "%lu transfers were ordered, the bank made %lu", due, made);
}

/* Milk and eggs: the neighbours of accounts 0 and 1 pay each other. */

static void open_two(void)
{
	bank_open(2, START);
}

static void pay_for_milk(unsigned self)
{
	(void)self;
	bank_transfer(0, 1, 10);
}

static void pay_for_eggs(unsigned self)
{
	(void)self;
	bank_transfer(1, 0, 3);
}

static void both_paid(void)
{
	outcome(bank_balance(0));
	expect_balance(0, START - 10 + 3);
	expect_balance(1, START + 10 - 3);
	expect_transfers(2);
	EXPECT(bank_total() == 2 * START, "the bank should hold %d, and holds %ld", 2 * START,
	       bank_total());
}

/* The auditor adds up while the eggs are paid for. */

static void audit(unsigned self)
{
	(void)self;
	counted = bank_total();
}

static void audit_is_right(void)
{
	outcome(counted);
	EXPECT(counted == 2 * START, "the bank held %d all the time, the auditor counted %ld",
	       2 * START, counted);
	expect_balance(0, START + 3);
	expect_balance(1, START - 3);
	expect_transfers(1);
}

/* Strangers: two pairs who share no account. */

static void open_four(void)
{
	bank_open(4, START);
}

static void pay_for_hay(unsigned self)
{
	(void)self;
	bank_transfer(2, 3, 5);
}

static void strangers_paid(void)
{
	outcome(bank_total());
	expect_balance(0, START - 10);
	expect_balance(1, START + 10);
	expect_balance(2, START - 5);
	expect_balance(3, START + 5);
	expect_transfers(2);
}

/* Market day: everybody pays everybody, and the auditor keeps adding up. */

static void open_market(void)
{
	wrong_sums = 0;
	bank_open(STALLS, START);
}

/* The payment that a customer makes in a round. */
static void payment(unsigned self, unsigned round, unsigned *from, unsigned *to, long *amount)
{
	*from = (self + round) % STALLS;
	*to = (*from + 1 + (self + round / STALLS) % (STALLS - 1)) % STALLS;
	*amount = 1 + (long)(self * 7 + round) % 20;
}

static void buy_and_sell(unsigned self)
{
	for (unsigned round = 0; round < ROUNDS; round++) {
		unsigned from, to;
		long amount;

		payment(self, round, &from, &to, &amount);
		bank_transfer(from, to, amount);
	}
}

static void audit_often(unsigned self)
{
	(void)self;
	for (unsigned round = 0; round < ROUNDS; round++)
		wrong_sums += bank_total() != STALLS * START;
}

static void market_is_over(void)
{
	long due[STALLS];

	for (unsigned i = 0; i < STALLS; i++)
		due[i] = START;
	for (unsigned self = 0; self < CLIENTS; self++) {
		for (unsigned round = 0; round < ROUNDS; round++) {
			unsigned from, to;
			long amount;

			payment(self, round, &from, &to, &amount);
			due[from] -= amount;
			due[to] += amount;
		}
	}
	for (unsigned i = 0; i < STALLS; i++)
		expect_balance(i, due[i]);
	expect_transfers(CLIENTS * ROUNDS);
	outcome(wrong_sums);
	EXPECT(wrong_sums == 0, "the auditor's sum was wrong %u times of %d", wrong_sums, ROUNDS);
}

static const struct scenario scenarios[] = {
	{
		.name = "milk and eggs",
		.what = "Two neighbours pay each other, at the same time.",
		.setup = open_two,
		.body = {pay_for_milk, pay_for_eggs},
		.check = both_paid,
		.tool_runs = 10,
		.outcome = "balance of account 0 in the end",
		.points = 4,
	},
	{
		.name = "the auditor",
		.what = "One neighbour pays the other, while the auditor adds up the bank's money.",
		.setup = open_two,
		.body = {pay_for_eggs, audit},
		.check = audit_is_right,
		.stress_runs = 200000,
		.tool_runs = 5,
		.outcome = "the auditor's sum",
		.points = 3,
	},
	{
		.name = "strangers",
		.what = "Two pairs of neighbours pay, and have nothing to do with each other.",
		.setup = open_four,
		.body = {pay_for_milk, pay_for_hay},
		.check = strangers_paid,
		.stress_runs = 2000,
		.outcome = "money in the bank in the end",
		.points = 1,
		.overlap = 1.25,
	},
	{
		.name = "market day",
		.what = "Three customers make fifty transfers each, the auditor keeps adding up.",
		.setup = open_market,
		.body = {buy_and_sell, buy_and_sell, buy_and_sell, audit_often},
		.check = market_is_over,
		.stress_runs = 2000,
		.outcome = "sums that the auditor got wrong",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define HARMLESS                                                                                   \
	"The tool sees that the order differs, and not what makes that harmless: a gate held "     \
	"around it, or a trylock that does not wait."
#define SECOND_RUN                                                                                 \
	"The program runs many times in the same memory: DRD takes the next run's "                \
	"pthread_mutex_init for a second one of the same mutex."

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_LOCK_ORDER, .starter = SOMETIMES, .false_alarm = HARMLESS},
	{.by = "helgrind", .kind = FINDING_LOCK_ORDER, .starter = ALWAYS, .false_alarm = HARMLESS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd",
	 .kind = FINDING_LOCK_MISUSE,
	 .false_alarm = SECOND_RUN,
	 .uses = "pthread_mutex_init"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The money transfer",
	.family = "Deadlock",
	.difficulty = 2,
	.scenarios = scenarios,
	.declared = declared,
};
