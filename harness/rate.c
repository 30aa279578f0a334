/* SPDX-License-Identifier: MIT */
#include "rate.h"

#include <gsl/gsl_cdf.h>

#define MILLION 1e6
#define TAIL	0.025
#define HALVINGS 60

/*
 * Where the beta distribution has `share` of its mass to the left.  By halving: GSL's own inverse
 * (gsl_cdf_beta_Pinv) does not converge for some of the long thin distributions that occur here.
 */
static double beta_quantile(double share, double a, double b)
{
	double low = 0, high = 1;

	for (int i = 0; i < HALVINGS; i++) {
		double middle = (low + high) / 2;

		if (gsl_cdf_beta_P(middle, a, b) < share)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

void rate_interval(uint64_t failed, uint64_t runs, double *low, double *high)
{
	double bad = (double)failed, good = (double)(runs - failed);

	*low = failed == 0 ? 0 : MILLION * beta_quantile(TAIL, bad, good + 1);
	*high = failed == runs ? MILLION : MILLION * beta_quantile(1 - TAIL, bad + 1, good);
}
