"""Writes scores.csv and expected.csv: what published implementations say of a fixed table."""

import csv
import types

import numpy as np
import scipy
import statsmodels
from rliable import library, metrics
from scipy import stats
from statsmodels.stats.multitest import multipletests

METHODS, TASKS, SEEDS = 4, 7, 8

# 256ths, which sum without rounding, of few images, so that some are equal.
generator = np.random.default_rng(7)
level = 0.4 + 0.07 * np.arange(TASKS)
gain = np.array([0.10, 0.06, 0.055, 0.0])
scores = gain[:, None, None] + level[None, :, None] + generator.normal(0, 0.05, (METHODS, TASKS, SEEDS))
scores = np.round(64 * np.clip(scores, 0, 1)) / 64
scores[2, 3] = scores[1, 3]
scores[2, 5, :4] = scores[1, 5, :4]

with open("scores.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["method", "task", "seed", "score"])
    for at in np.ndindex(scores.shape):
        writer.writerow([*at, repr(float(scores[at]))])

values = {}


def every_resample(numbers):
    """The means of all n**n resamples."""
    n = len(numbers)
    draws = np.stack(np.meshgrid(*[numbers] * n, indexing="ij")).reshape(n, -1)
    return draws.mean(axis=0)


def bca(name, numbers, **arguments):
    interval = stats.bootstrap((numbers,), np.mean, method="BCa", confidence_level=0.95, **arguments)
    values[name + "_low"] = interval.confidence_interval.low
    values[name + "_high"] = interval.confidence_interval.high


def sign_flip(numbers):
    return stats.permutation_test(
        (numbers,), np.sum, permutation_type="samples", n_resamples=np.inf, vectorized=False
    ).pvalue


for task in range(TASKS):
    difference = scores[0, task] - scores[1, task]
    values[f"sign_flip_{task}"] = sign_flip(difference)
    bca(f"bca_drawn_{task}", difference, n_resamples=100_000, rng=np.random.default_rng(task))
    few = difference[:5]
    given = types.SimpleNamespace(bootstrap_distribution=every_resample(few))
    bca(f"bca_{task}", few, n_resamples=0, bootstrap_result=given)

raw = [sign_flip(scores[0, task] - scores[3, task]) for task in range(TASKS)]
for task, p in enumerate(multipletests(raw, method="holm")[1]):
    values[f"holm_{task}"] = p

runs = {str(method): scores[method].T for method in range(METHODS)}


def over_tasks(name, data, statistic, resamples):
    np.random.seed(0)
    found, interval = library.get_interval_estimates(data, statistic, reps=resamples)
    for key in data:
        own = name + "_" + key.replace(",", "_")
        values[own] = np.ravel(found[key])[0]
        values[own + "_low"], values[own + "_high"] = np.ravel(interval[key])


over_tasks("iqm", runs, lambda x: np.array([metrics.aggregate_iqm(x)]), 20_000)
pairs = {f"{a},{b}": (runs[str(a)], runs[str(b)]) for a in range(METHODS) for b in range(a + 1, METHODS)}
over_tasks("improvement", pairs, metrics.probability_of_improvement, 2_000)

taus = np.array([0.25, 0.5, 0.625, 0.75, 0.875])
np.random.seed(0)
profile, band = library.create_performance_profile(runs, taus, reps=20_000)
for key in runs:
    for i in range(len(taus)):
        values[f"profile_{key}_{i}"] = profile[key][i]
        values[f"profile_{key}_{i}_low"], values[f"profile_{key}_{i}_high"] = band[key][:, i]

means = scores.mean(axis=2)
friedman = stats.friedmanchisquare(*means)
values["friedman_chi_squared"], values["friedman_p"] = friedman.statistic, friedman.pvalue
for method, rank in enumerate(stats.rankdata(-means, axis=0).mean(axis=1)):
    values[f"rank_{method}"] = rank
for a in range(METHODS):
    for b in range(a + 1, METHODS):
        exact = stats.PermutationMethod(n_resamples=np.inf)
        values[f"signed_rank_{a}_{b}"] = stats.wilcoxon(means[a], means[b], method=exact).pvalue

# Share of the images predicted right, and what it may be on others.
for right, images in [(0, 8), (50, 200), (100, 200), (199, 200), (8, 8)]:
    interval = stats.binomtest(right, images).proportion_ci(confidence_level=0.95, method="wilson")
    values[f"wilson_{right}_{images}_low"], values[f"wilson_{right}_{images}_high"] = interval

# Dodge et al., EMNLP 2019, equations 2 and 3, from the empirical distribution of what was found: the largest of n draws with
# replacement is at most v with probability P(found <= v)**n.
found = scores[0].ravel()
levels = np.unique(found)
at_most = (found[None, :] <= levels[:, None]).mean(axis=1)
for n in (1, 2, 5, 20, len(found)):
    values[f"expected_best_{n}"] = levels @ np.diff(at_most**n, prepend=0)

with open("expected.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["name", "value"])
    for name, value in values.items():
        writer.writerow([name, repr(float(value))])
print("numpy", np.__version__, "scipy", scipy.__version__, "statsmodels", statsmodels.__version__)
