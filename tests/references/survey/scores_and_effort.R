# The net promoter score as a mean of 100, 0 and -100, and the mean of those reached within so many
# attempts, on the api schools: the last digit of a number stands for the answer, another for the attempt.
# Writes scores_and_effort.json. Run: Rscript scores_and_effort.R
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15)
data(api)
points <- function(score) 100 * (score >= 9) - 100 * (score <= 6)
many <- function(x) list(est = as.numeric(coef(x)), se = as.numeric(SE(x)))
a <- transform(apistrat, points = points(api00 %% 11))
d <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = a, fpc = ~fpc)
b <- transform(apiclus1, points = points(api00 %% 11))
e <- svydesign(id = ~dnum, weights = ~pw, data = b, fpc = ~fpc)
reached <- update(d, attempt = 1 + api99 %% 5)
E <- list(score.strat = many(svymean(~points, d)), score.strat.by = many(svyby(~points, ~stype, d, svymean)),
  score.clus1 = many(svymean(~points, e)),
  effort = list(est = sapply(1:4, function(k) as.numeric(coef(svymean(~api00, subset(reached, attempt <= k))))),
    rate = sapply(1:4, function(k) as.numeric(coef(svymean(~I(attempt <= k), reached))[2])),
    late = sapply(1:4, function(k) as.numeric(coef(svymean(~api00, subset(reached, attempt == k)))))))
write_json(list(meta = list(R = R.version.string, survey = as.character(packageVersion("survey"))), cases = E), "scores_and_effort.json", digits = NA, auto_unbox = TRUE, pretty = FALSE)
cat(length(E), "cases\n")
