"""Logistic regression with a penalty for each weight, by L-BFGS."""

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize


def fit(features, truth, weight, penalty, free=0, vectors=None, rounds=200):
    """(weights, intercept). The last `free` columns and the intercept go unpenalised.

    `vectors` has a row for each of the first columns: the weight of such a column is its own share and a line over its
    vector, so that columns with like vectors get like weights. What comes back is the sum of both.
    """
    features = sp.csr_matrix(features)
    back, size = features.T.tocsr(), features.shape[1]
    first, width = vectors.shape if vectors is not None else (0, 0)
    penalties = np.full(size + 1 + width, float(penalty))
    penalties[size - free:size + 1] = 1e-4
    sign = 2 * np.asarray(truth, float) - 1

    def whole(beta):
        weights = beta[:size].copy()
        if width:
            weights[:first] += vectors @ beta[size + 1:].astype(np.float32)
        return weights

    def loss(beta):
        margin = sign * (features @ whole(beta) + beta[size])
        slope = -sign * weight / (1 + np.exp(np.clip(margin, -50, 50)))
        value = weight @ np.logaddexp(0, -margin) + 0.5 * penalties @ (beta * beta)
        down = back @ slope
        shared = (down[:first].astype(np.float32) @ vectors).astype(float) if width else np.zeros(0)
        return value, np.r_[down, slope.sum(), shared] + penalties * beta

    start = np.zeros(size + 1 + width)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "ftol": 1e-8}).x
    return whole(found), float(found[size])


def chance(logit):
    """A logit as a chance of 0..1."""
    return 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
