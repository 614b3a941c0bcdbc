# Weights of zero in quantiles by `beta`, and a level that occurs only where the outcome is missing.
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
write_json(list(meta = list(R = R.version.string, survey = as.character(packageVersion("survey"))), cases = E), "gaps_and_zeros.json", digits = 15, auto_unbox = TRUE, pretty = TRUE)
cat(length(E), "cases\n")
