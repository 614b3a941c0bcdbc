# Strata below the first stage with one sampled unit, units that start again in them, and a stage taken
# whole among sampling fractions. Schools of apiclus2 in districts with three or more of them.
# Writes lower_stages.json. Run: Rscript lower_stages.R
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15)
data(api)
E <- list()
ms <- function(d) list(mean = list(est = as.numeric(coef(svymean(~api00, d))), se = as.numeric(SE(svymean(~api00, d)))),
                       total = list(est = as.numeric(coef(svytotal(~api99, d))), se = as.numeric(SE(svytotal(~api99, d)))))
x <- apiclus2[apiclus2$dnum %in% names(which(table(apiclus2$dnum) > 2)), ]
place <- ave(x$snum, x$dnum, FUN = seq_along)
x$part <- ifelse(place == 1 & x$dnum %% 2 == 1, "first", "rest")
x$again <- ave(x$snum, x$dnum, x$part, FUN = seq_along)
x$N1 <- 300
x$N2 <- 20
for (r in c("certainty", "average", "adjust")) {
  options(survey.lonely.psu = r)
  x$all <- "all"
  E[[paste0("below.", r)]] <- ms(svydesign(id = ~dnum + again, strata = ~all + part, weights = ~pw, fpc = ~N1 + N2, data = x, nest = TRUE))
}
options(survey.lonely.psu = "fail")
x$f1 <- length(unique(x$dnum)) / 300
x$f2 <- 1
E$whole <- ms(svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~f1 + f2, data = x))
write_json(list(meta = list(R = R.version.string, survey = as.character(packageVersion("survey"))), cases = E), "lower_stages.json", digits = 15, auto_unbox = TRUE, pretty = TRUE)
cat(length(E), "cases\n")
