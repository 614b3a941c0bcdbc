# Reference values beyond survey_package.json: single-unit rules, stages, domains, design effects,
# replicate quantiles, other regressions and tests. R survey; data from its own `api` sets.
# Run: R --file=estimates.R   (writes estimates.json)
suppressMessages({library(survey); library(jsonlite)})
options(survey.lonely.psu="fail", digits=15)
data(api); data(scd)
E <- list(); add <- function(id, values) E[[id]] <<- values
ms <- function(x) list(est=as.numeric(coef(x)), se=as.numeric(SE(x)))
srs  <- svydesign(id=~1, fpc=~fpc, data=apisrs)
str_ <- svydesign(id=~1, strata=~stype, weights=~pw, data=apistrat, fpc=~fpc)
cl1  <- svydesign(id=~dnum, weights=~pw, data=apiclus1, fpc=~fpc)
cl2  <- svydesign(id=~dnum+snum, fpc=~fpc1+fpc2, data=apiclus2)
# domains by two columns, with design effects
for (k in c("str_","cl1","cl2")) { d <- get(k)
  b <- svyby(~api00, ~stype+awards, d, svymean, deff=TRUE); add(paste0(k,".by2"), setNames(lapply(seq_len(nrow(b)), function(i) list(est=b$api00[i], se=b$se[i], deff=b$DEff.api00[i])), paste(b$stype,b$awards,sep="|")))
  b <- svyby(~enroll, ~awards, d, svytotal, deff=TRUE, na.rm=TRUE); add(paste0(k,".totdeff"), setNames(lapply(seq_len(nrow(b)), function(i) list(est=b$enroll[i], se=b$se[i], deff=b$DEff.enroll[i])), b$awards))
  r <- svyratio(~api00, ~api99, d, deff=TRUE); add(paste0(k,".ratiodeff"), list(est=as.numeric(coef(r)), se=as.numeric(SE(r)), deff=as.numeric(deff(r))))
  b <- svyby(~api00, ~stype, subset(d, api99>550), svymean); add(paste0(k,".where"), setNames(lapply(seq_len(nrow(b)), function(i) list(est=b$api00[i], se=b$se[i])), as.character(b$stype))); add(paste0(k,".where_df"), degf(subset(d, api99>550)))
  q <- svyby(~api00, ~awards, d, svyquantile, quantiles=c(.1,.5,.9), ci=TRUE, vartype="ci"); add(paste0(k,".qby"), setNames(lapply(seq_len(nrow(q)), function(i) as.list(as.numeric(q[i,-1]))), q$awards))
  q <- svyquantile(~enroll, d, c(.2,.5), na.rm=TRUE)[[1]]; add(paste0(k,".qna"), list(q[1,],q[2,]))
  for (it in c("xlogit","asin","beta")) { q <- svyquantile(~api00, d, c(.25,.5), interval.type=it)[[1]]; add(paste0(k,".q_",it), list(q[1,],q[2,])) }
  g <- svyglm(api.stu~ell+stype, design=d, family=quasipoisson()); s <- summary(g)$coefficients; add(paste0(k,".poisson"), lapply(seq_len(nrow(s)), function(i) list(est=s[i,1],se=s[i,2],p=s[i,4])))
  g <- svyglm(api00~ell+stype+enroll, design=subset(d, awards=="Yes")); s <- summary(g)$coefficients; add(paste0(k,".glmwhere"), lapply(seq_len(nrow(s)), function(i) list(est=s[i,1],se=s[i,2],p=s[i,4])))
  g <- svyglm(I(comp.imp=="Yes")~meals, design=subset(d, awards=="No"), family=quasibinomial()); s <- summary(g)$coefficients; add(paste0(k,".logitwhere"), lapply(seq_len(nrow(s)), function(i) list(est=s[i,1],se=s[i,2],p=s[i,4])))
  pm <- svypredmeans(svyglm(api00~ell+meals, d), ~stype); add(paste0(k,".margins"), setNames(lapply(seq_along(coef(pm)), function(i) list(est=as.numeric(coef(pm))[i], se=as.numeric(SE(pm))[i])), names(coef(pm))))
  pm <- svypredmeans(svyglm(I(comp.imp=="Yes")~ell+meals, d, family=quasibinomial()), ~stype); add(paste0(k,".marginslogit"), setNames(lapply(seq_along(coef(pm)), function(i) list(est=as.numeric(coef(pm))[i], se=as.numeric(SE(pm))[i])), names(coef(pm))))
  t1 <- svyttest(growth~0, d); add(paste0(k,".t1"), list(t=as.numeric(t1$statistic), df=as.numeric(t1$parameter), p=as.numeric(t1$p.value), lo=t1$conf.int[1], hi=t1$conf.int[2]))
  t2 <- svyttest(enroll~awards, d, na.rm=TRUE); add(paste0(k,".t2na"), list(t=as.numeric(t2$statistic), df=as.numeric(t2$parameter), p=as.numeric(t2$p.value), lo=t2$conf.int[1], hi=t2$conf.int[2]))
  r <- svyranktest(api00~stype, d, test="KruskalWallis"); add(paste0(k,".rank3"), list(chisq=as.numeric(r$parameter), ndf=as.numeric(r$statistic), ddf=r$ddf, p=as.numeric(r$p.value)))
  for (te in c("vanderWaerden","median")) { r <- svyranktest(enroll~comp.imp, d, test=te); add(paste0(k,".rank_",te), list(t=as.numeric(r$statistic), df=as.numeric(r$parameter), p=as.numeric(r$p.value))) }
  cs <- svychisq(~stype+awards, subset(d, api99>550)); add(paste0(k,".chiwhere"), list(F=as.numeric(cs$statistic), ndf=as.numeric(cs$parameter[1]), ddf=as.numeric(cs$parameter[2]), p=as.numeric(cs$p.value)))
  v <- vcov(svyby(~api00, ~stype, d, svymean, covmat=FALSE)); add(paste0(k,".totalcov"), list(as.numeric(vcov(svytotal(~api00+api99, d)))))
  p <- svyciprop(~I(awards=="Yes"), subset(d, stype=="H"), method="beta"); add(paste0(k,".propwhere"), list(est=as.numeric(p), lo=as.numeric(attr(p,"ci"))[1], hi=as.numeric(attr(p,"ci"))[2]))
}
# difference of domains with covariance
m <- svyby(~api00, ~stype, cl1, svymean, covmat=FALSE)
co <- svycontrast(svyglm(api00~0+stype, cl1), c(1,-1,0)); add("cl1.diffdom", ms(co))
co <- svycontrast(svyglm(api00~0+stype, cl2), c(1,0,-1)); add("cl2.diffdom", ms(co))
# strata with one unit, two stages, strata below the first stage
x <- apiclus2; x$region <- ifelse(x$dnum==unique(x$dnum)[1], "lone", ifelse(x$dnum %% 2==0,"even","odd"))
x$N1 <- ifelse(x$region=="lone", 20, ifelse(x$region=="even",300,437))
for (r in c("certainty","average","adjust")) { options(survey.lonely.psu=r)
  d <- svydesign(id=~dnum, strata=~region, weights=~pw, data=x); add(paste0("lone.",r), c(mean=list(ms(svymean(~api00,d))), total=list(ms(svytotal(~enroll,d,na.rm=TRUE)))))
  d <- svydesign(id=~dnum+snum, strata=~region, weights=~pw, fpc=~N1+fpc2, data=x); add(paste0("lone2.",r), c(mean=list(ms(svymean(~api00,d))), total=list(ms(svytotal(~api99,d))))) }
options(survey.lonely.psu="certainty")
d <- svydesign(id=~dnum+snum, strata=~region+stype, weights=~pw, fpc=~N1+I(fpc2+10), data=x, nest=TRUE); add("substrata", c(mean=list(ms(svymean(~api00,d))), total=list(ms(svytotal(~api99,d)))))
options(survey.lonely.psu="fail")
# sampling fractions, fewer population columns than stages, three stages
x$f1 <- 40/757; d <- svydesign(id=~dnum+snum, weights=~pw, fpc=~f1+I(1/fpc2*0+0.2), data=x[x$dnum %in% names(which(table(x$dnum)>1)),]); add("fractions", c(mean=list(ms(svymean(~api00,d)))))
y <- apiclus1; y$big <- y$dnum %% 4; y$half <- seq_len(nrow(y)) %% 2; y$Nb <- 9; y$Nd <- 60; y$Nh <- 7
d <- svydesign(id=~big+dnum+half, weights=~pw, fpc=~Nb+Nd+Nh, data=y[!(y$dnum %in% names(which(table(y$dnum)<2))),]); add("three", list(mean=ms(svymean(~api00,d)), total=ms(svytotal(~api99,d)), df=degf(d)))
# probability proportional to size, Brewer's approximation
z <- apisrs[!is.na(apisrs$enroll),]; z$p <- z$enroll/(2*max(z$enroll)); d <- svydesign(id=~1, fpc=~p, data=z, pps="brewer"); add("brewer", list(mean=ms(svymean(~api00,d)), total=ms(svytotal(~api99,d))))
# calibrated, then domains and regression
pt <- data.frame(stype=c("E","H","M"), Freq=c(4421,755,1018))
for (k in c("srs","cl1")) { d <- postStratify(get(k), ~stype, pt)
  b <- svyby(~api00, ~awards, d, svymean, deff=TRUE); add(paste0(k,".ps.by"), setNames(lapply(seq_len(nrow(b)), function(i) list(est=b$api00[i], se=b$se[i], deff=b$DEff.api00[i])), b$awards))
  b <- svytotal(~enroll, d, na.rm=TRUE); add(paste0(k,".ps.na"), ms(b))
  g <- svyglm(api00~ell+enroll, design=d); s <- summary(g)$coefficients; add(paste0(k,".ps.glm"), lapply(seq_len(nrow(s)), function(i) list(est=s[i,1],se=s[i,2],p=s[i,4])))
  g <- svyglm(I(sch.wide=="Yes")~ell+enroll, design=d, family=quasibinomial()); s <- summary(g)$coefficients; add(paste0(k,".ps.logit"), lapply(seq_len(nrow(s)), function(i) list(est=s[i,1],se=s[i,2],p=s[i,4])))
  q <- svyquantile(~api00, d, c(.25,.5))[[1]]; add(paste0(k,".ps.q"), list(q[1,],q[2,]))
  cs <- svychisq(~sch.wide+awards, d); add(paste0(k,".ps.chi"), list(F=as.numeric(cs$statistic), ndf=as.numeric(cs$parameter[1]), ddf=as.numeric(cs$parameter[2]), p=as.numeric(cs$p.value)))
  r <- svyranktest(enroll~comp.imp, d); add(paste0(k,".ps.rank"), list(t=as.numeric(r$statistic), df=as.numeric(r$parameter), p=as.numeric(r$p.value))) }
# replicate weights
j <- as.svrepdesign(svydesign(id=~dnum, weights=~pw, data=apiclus1), type="JK1")
for (mse in c(FALSE,TRUE)) { j$mse <- mse; t <- if (mse) "mse" else "centred"
  b <- svyby(~api00, ~stype, j, svymean); add(paste0("jk.",t,".by"), setNames(lapply(seq_len(nrow(b)), function(i) list(est=b$api00[i], se=b$se[i])), as.character(b$stype)))
  q <- svyquantile(~api00, j, c(.25,.5), interval.type="quantile")[[1]]; add(paste0("jk.",t,".qrep"), list(q[1,],q[2,]))
  q <- svyquantile(~api00, j, c(.25,.5))[[1]]; add(paste0("jk.",t,".q"), list(q[1,],q[2,]))
  g <- svyglm(api00~ell+meals, design=j); s <- summary(g)$coefficients; add(paste0("jk.",t,".glm"), lapply(seq_len(nrow(s)), function(i) list(est=s[i,1],se=s[i,2],p=s[i,4])))
  g <- suppressWarnings(svyglm(I(sch.wide=="Yes")~ell+meals, design=j, family=quasibinomial())); s <- summary(g)$coefficients; add(paste0("jk.",t,".logit"), lapply(seq_len(nrow(s)), function(i) list(est=s[i,1],se=s[i,2],p=s[i,4])))
  cs <- svychisq(~sch.wide+stype, j); add(paste0("jk.",t,".chi"), list(F=as.numeric(cs$statistic), ndf=as.numeric(cs$parameter[1]), ddf=as.numeric(cs$parameter[2]), p=as.numeric(cs$p.value)))
  r <- svyranktest(api00~sch.wide, j); add(paste0("jk.",t,".rank"), list(t=as.numeric(r$statistic), df=as.numeric(r$parameter), p=as.numeric(r$p.value)))
  m <- svymean(~api00, j, deff=TRUE); add(paste0("jk.",t,".deff"), list(est=as.numeric(coef(m)), se=as.numeric(SE(m)), deff=as.numeric(deff(m)), repl=as.numeric(deff(svymean(~api00, j, deff="replace")))))
}
write_json(list(meta=list(R=R.version.string, survey=as.character(packageVersion("survey"))), cases=E), "estimates.json", digits=15, auto_unbox=TRUE, pretty=TRUE)
cat(length(E),"cases\n")
