# Replicate designs after a calibration done again in each replicate: degrees of freedom and what hangs on
# them. Raking runs to 1e-13: at R's own epsilon of 1 the rank of the weights hangs on what is left over.
# Writes calibrated_replicates.json. Run: Rscript calibrated_replicates.R
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15)
data(api)
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
wide <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
kinds <- list(
  jkn = as.svrepdesign(svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc), type = "JKn"),
  jk1 = as.svrepdesign(svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc), type = "JK1"))
steps <- list(
  raked = function(d) rake(d, list(~stype, ~sch.wide), list(types, wide), control = list(maxit = 500, epsilon = 1e-13)),
  post = function(d) postStratify(d, ~stype, types),
  linear = function(d) calibrate(d, ~stype + api99, c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)))
E <- list()
for (k in names(kinds)) for (s in names(steps)) { d <- steps[[s]](kinds[[k]])
  m <- svymean(~api00, d); q <- svyquantile(~api00, d, c(.25, .5, .75))[[1]]; ci <- confint(m, df = degf(d))
  g <- summary(svyglm(api00 ~ ell + meals, d))$coefficients
  E[[paste(k, s, sep = ".")]] <- list(df = degf(d), mean = c(coef(m), SE(m), ci[1], ci[2]),
    quantiles = q[, 1], low = q[, 2], high = q[, 3], se = q[, 4], slopes = g[, 1], p = g[-1, 4]) }
write_json(list(meta = list(R = R.version.string, survey = as.character(packageVersion("survey"))), cases = E), "calibrated_replicates.json", digits = NA, auto_unbox = TRUE, pretty = FALSE)
cat(length(E), "cases\n")
