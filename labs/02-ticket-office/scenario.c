/* SPDX-License-Identifier: MIT */
/* What runs against the ticket office, and what must hold. */
#include "lab.h"
#include "scenario.h"

#define GUESTS_PER_CLERK 30

/* The seat on each guest's ticket; each guest goes to one clerk only.  Guests begin at 1. */
static unsigned ticket[1 + 4 * GUESTS_PER_CLERK];

static void one_seat(void)
{
	office_open(1);
}

static void two_seats(void)
{
	office_open(2);
}

static void whole_house(void)
{
	office_open(HOUSE_MAX);
}

static void one_guest(unsigned self)
{
	unsigned guest = self + 1;

	ticket[guest] = office_sell(guest);
}

static void thirty_guests(unsigned self)
{
	for (unsigned i = 1; i <= GUESTS_PER_CLERK; i++) {
		unsigned guest = self * GUESTS_PER_CLERK + i;

		ticket[guest] = office_sell(guest);
	}
}

/* Does the guest sit down on the seat that the ticket promises? */
static void show_in(unsigned guest, unsigned seats)
{
	unsigned seat = ticket[guest];

	EXPECT(seat <= seats, "guest %u has a ticket for seat %u; there are %u", guest, seat,
	       seats);
	if (seat > seats)
		return;
	EXPECT(office_guest(seat) == guest,
	       "guest %u has a ticket for seat %u, where the plan has guest %u", guest, seat,
	       office_guest(seat));
}

static void raise_the_curtain(unsigned guests, unsigned seats)
{
	unsigned due = guests < seats ? guests : seats;
	unsigned sold = 0;

	for (unsigned guest = 1; guest <= guests; guest++) {
		if (ticket[guest] == 0)
			continue;
		sold++;
		show_in(guest, seats);
	}
	outcome(sold);
	EXPECT(sold == due, "%u guests came for %u seats: %u tickets were due, %u were sold",
	       guests, seats, due, sold);
}

static void two_for_one_seat(void)
{
	raise_the_curtain(2, 1);
}

static void two_for_two_seats(void)
{
	raise_the_curtain(2, 2);
}

static void everybody(void)
{
	raise_the_curtain(4 * GUESTS_PER_CLERK, HOUSE_MAX);
}

static const struct scenario scenarios[] = {
	{
		.name = "the last seat",
		.what = "Two clerks have one guest each, and one seat is left.",
		.setup = one_seat,
		.body = {one_guest, one_guest},
		.check = two_for_one_seat,
		.tool_runs = 10,
		.outcome = "tickets sold",
		.points = 4,
	},
	{
		.name = "room for both",
		.what = "Two clerks have one guest each, and two seats are left.",
		.setup = two_seats,
		.body = {one_guest, one_guest},
		.check = two_for_two_seats,
		.stress_runs = 200000,
		.outcome = "tickets sold",
		.points = 3,
	},
	{
		.name = "opening night",
		.what = "Four clerks have thirty guests each, and the house has a hundred seats.",
		.setup = whole_house,
		.body = {thirty_guests, thirty_guests, thirty_guests, thirty_guests},
		.check = everybody,
		.stress_runs = 1000,
		.outcome = "tickets sold",
		.points = 3,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The ticket office",
	.family = "Shared state",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
