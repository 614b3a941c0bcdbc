# Weights of zero in quantiles by `beta`, a level that occurs only where the outcome is missing, and
# regressions on replicates: with gaps, and with a predictor that only one unit has.
# Writes gaps_and_zeros.json. Run: Rscript gaps_and_zeros.R
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15)
data(api)
E <- list()
x <- apisrs
x$w <- x$pw * ifelse(seq_len(nrow(x)) %% 4 == 0, 0, seq_len(nrow(x)) %% 7 + 1)
d <- svydesign(id = ~1, weights = ~w, data = x)
q <- svyquantile(~api00, d, c(0.3, 0.5, 0.8), qrule = "hf7", interval.type = "beta")[[1]]
E$beta <- list(value = q[, 1], low = q[, 2], high = q[, 3], standard_error = q[, 4])
y <- apistrat
y$stype <- as.character(y$stype)
y$api00[y$stype == "E"] <- NA
g <- svyglm(api00 ~ ell + stype, svydesign(id = ~1, weights = ~pw, data = y))
s <- coef(summary(g))
E$levels <- list(value = as.numeric(s[, 1]), standard_error = as.numeric(s[, 2]), p_value = as.numeric(s[, 4]))
fit <- function(formula, design) {
  s <- coef(summary(suppressWarnings(svyglm(formula, design))))
  list(value = as.numeric(s[, 1]), standard_error = as.numeric(s[, 2]), p_value = as.numeric(s[, 4]))
}
z <- apisrs[1:60, ]
z$api00[seq(3, 60, 4)] <- NA
E$replicate_gaps <- fit(api00 ~ ell, as.svrepdesign(svydesign(id = ~1, weights = ~pw, data = z), type = "JK1"))
v <- apiclus1
v$own <- as.numeric(v$dnum == 637)
E$one_unit <- fit(api00 ~ ell + own, as.svrepdesign(svydesign(id = ~dnum, weights = ~pw, data = v), type = "JK1"))
write_json(list(meta = list(R = R.version.string, survey = as.character(packageVersion("survey"))), cases = E), "gaps_and_zeros.json", digits = 15, auto_unbox = TRUE, pretty = TRUE)
cat(length(E), "cases\n")
