# A calibration without bounds that makes 25 of 183 weights negative: what each of them still counts.
# Writes negative_weights.json. Run: Rscript negative_weights.R
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15)
data(api)
d <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
g <- calibrate(d, ~api99 + meals, c(`(Intercept)` = 6194, api99 = 4.3e6, meals = 1.9e5))
many <- function(x) list(est = as.numeric(coef(x)), se = as.numeric(SE(x)))
test <- function(t) list(statistic = as.numeric(t$statistic), df = as.numeric(t$parameter), p = as.numeric(t$p.value))
quant <- function(q) { q <- q[[1]]; list(est = q[, 1], low = q[, 2], high = q[, 3], se = q[, 4]) }
prop <- function(m) { p <- svyciprop(~I(sch.wide == "Yes"), g, method = m)
  list(est = as.numeric(p), low = as.numeric(attr(p, "ci"))[1], high = as.numeric(attr(p, "ci"))[2]) }
m <- svymean(~api00, g, deff = TRUE)
E <- list(weights = list(negative = sum(weights(g) < 0), lowest = min(weights(g)), df = degf(g)),
  mean = c(many(m), list(deff = as.numeric(deff(m)))), total = many(svytotal(~enroll, g, na.rm = TRUE)),
  ratio = many(svyratio(~api00, ~api99, g)), by = many(svyby(~api00, ~stype, g, svymean)),
  q.math = quant(svyquantile(~api00, g, c(.25, .5, .75))), q.school = quant(svyquantile(~api00, g, c(.25, .5, .75), qrule = "school")),
  prop.mean = prop("mean"), prop.beta = prop("beta"), prop.xlogit = prop("xlogit"),
  chisq = test(svychisq(~sch.wide + stype, g)), wald = test(svychisq(~sch.wide + stype, g, statistic = "Wald")),
  df.where = degf(subset(g, stype == "H")))
write_json(list(meta = list(R = R.version.string, survey = as.character(packageVersion("survey"))), cases = E), "negative_weights.json", digits = NA, auto_unbox = TRUE, pretty = FALSE)
cat(length(E), "cases\n")
