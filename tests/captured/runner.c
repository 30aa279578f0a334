/* SPDX-License-Identifier: MIT */
/* Stands where racelab-runner stands: it calls the program under test and is no part of it. */
void scenario(void);

int main(void)
{
	scenario();
	return 0;
}
