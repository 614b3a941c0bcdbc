# Estimates by R survey, timed. Run: Rscript r_estimation.R ROWS 0. Prints seconds by task as JSON.
suppressMessages(library(survey))
n <- as.integer(commandArgs(TRUE)[1])
set.seed(11)
h <- sample(20, n, TRUE)
d <- data.frame(h = h, c = h * 1e5 + sample(max(n %/% 500, 3), n, TRUE), w = runif(n, 1, 5),
                y = rnorm(n, 50, 10), group = factor(sample(letters[1:5], n, TRUE)),
                x0 = rnorm(n), x1 = rnorm(n), x2 = rnorm(n))
d$event <- as.numeric(runif(n) < 1 / (1 + exp(-0.5 * d$x0 + 0.2)))
options(survey.lonely.psu = "certainty")
time <- function(task) { start <- proc.time()[[3]]; force(task); proc.time()[[3]] - start }
s <- NULL
seconds <- c(
  "design" = time(s <- svydesign(id = ~c, strata = ~h, weights = ~w, data = d, nest = TRUE)),
  "mean" = time(svymean(~y, s)),
  "total" = time(svytotal(~y, s)),
  "mean of five domains" = time(svyby(~y, ~group, s, svymean)),
  "shares of five levels" = time(svymean(~group, s)),
  "median" = time(svyquantile(~y, s, 0.5)),
  "logistic regression" = time(svyglm(event ~ x0 + x1 + x2, s, family = quasibinomial())))
cat("{", paste0('"', names(seconds), '": ', seconds, collapse = ", "), "}\n", sep = "")
