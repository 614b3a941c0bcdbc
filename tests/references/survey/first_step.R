# Quantiles of equal weights by base R, also below the first step of the distribution function, where
# survey's svyquantile gives the second value: of 10, 20, 30, 40 its quantile at 0.1 is 20, at 0.25 it is 10.
# Writes first_step.json. Run: Rscript first_step.R
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15)
data(api)
x <- unique(apisrs$api00)[1:12]
p <- c(0, 0.01, 0.05, 0.08, 0.3, 0.5, 0.99, 1)
rules <- c(math = 1, school = 2, hf4 = 4, hf5 = 5, hf6 = 6, hf7 = 7, hf8 = 8, hf9 = 9)
E <- lapply(rules, function(type) as.numeric(quantile(x, p, type = type)))
write_json(list(meta = list(R = R.version.string), x = x, p = p, cases = E), "first_step.json", digits = NA, auto_unbox = TRUE, pretty = FALSE)
cat(length(E), "cases\n")
