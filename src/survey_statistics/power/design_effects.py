"""How design and follow-up change the variance that a power calculation starts from.

Source: L. Kish (1965), Survey Sampling, ch. 5; D. McKenzie (2012), J. Development Economics 99,
210-221.
"""

from __future__ import annotations

from survey_statistics.power.errors import UnusableAssumption, between, positive


def cluster_design_effect(
    cluster_size: float, intraclass_correlation: float, size_variation: float = 0.0
) -> float:
    """Return 1 + ((1 + cv^2) m - 1) rho, the variance of clusters over that of single units.

    Args:
        cluster_size: mean number of units per cluster (or interviews per interviewer), m.
        intraclass_correlation: rho, from -1 to 1.
        size_variation: coefficient of variation of cluster sizes, cv.

    Source: Kish (1965), 5.4; Eldridge, Ashby and Kerry (2006) for unequal sizes.

    Raises:
        UnusableAssumption: naming the assumption.

    >>> round(cluster_design_effect(60, 0.02), 2)
    2.18
    """
    positive("The cluster size", cluster_size)
    between("The intraclass correlation", intraclass_correlation, -1.000001, 1.000001)
    return 1.0 + ((1.0 + size_variation**2) * cluster_size - 1.0) * intraclass_correlation


def follow_up_variance_factor(
    rounds: int, autocorrelation: float, baselines: int = 1, method: str = "ancova"
) -> float:
    """Return the variance of an effect over that of one follow-up round without a baseline.

    With r follow-up rounds, m baseline rounds and autocorrelation rho:
    ANCOVA (1 + (r-1) rho)/r - m rho^2/(1 + (m-1) rho); difference in differences
    (1 + (r-1) rho)/r + (1 + (m-1) rho)/m - 2 rho; "post" only the first term.

    Source: McKenzie (2012), Beyond baseline and follow-up, Journal of Development Economics 99.

    Raises:
        UnusableAssumption: fewer than one round, or a correlation outside [0, 1).

    >>> [follow_up_variance_factor(r, 0.5) for r in (1, 2, 4)]
    [0.75, 0.5, 0.375]
    """
    if rounds < 1 or baselines < 0:
        raise UnusableAssumption(
            f"{rounds} follow-up and {baselines} baseline rounds cannot be analysed."
        )
    rho = autocorrelation
    if not 0 <= rho < 1:
        raise UnusableAssumption(f"The autocorrelation is {rho}; it must be from 0 to 1.")
    after = (1 + (rounds - 1) * rho) / rounds
    if method == "post" or baselines == 0:
        return after
    before = (1 + (baselines - 1) * rho) / baselines
    if method == "ancova":
        return after - rho**2 / before
    if method == "differences":
        return after + before - 2 * rho
    raise UnusableAssumption(
        f"There is no analysis {method!r}; choose 'ancova', 'differences' or 'post'."
    )


def invited_for(completes: float, response_rate: float = 1.0, eligible: float = 1.0) -> float:
    """Return how many units to draw so that `completes` are expected to answer.

    Raises:
        UnusableAssumption: a rate is not in (0, 1].

    >>> invited_for(900, response_rate=0.225)
    4000.0
    """
    for name, rate in (("The response rate", response_rate), ("The share eligible", eligible)):
        if not 0 < rate <= 1:
            raise UnusableAssumption(f"{name} is {rate}; it must be above 0 and at most 1.")
    return completes / (response_rate * eligible)
