# Make scales.sav and scales.dta: a scale with labels at its ends, an age with a label for a special
# value, a question whose answers all have one, values that SPSS or Stata mark as missing.
# Run: Rscript make_scales.R, in this folder.
suppressMessages(library(haven))
answers <- data.frame(clave = 1:6, peso = c(1, 2, 1, 2, 1, 2))
answers$recomienda <- labelled(c(0, 3, 7, 9, 10, 10), c("Nada probable" = 0, "Muy probable" = 10))
answers$edad <- labelled(c(30, 41, 98, 25, 60, 33), c("98 o más" = 98))
acuerdo <- c("En desacuerdo" = 1, "Ni uno ni otro" = 2, "De acuerdo" = 3)
spss <- stata <- answers
spss$opina <- labelled_spss(c(1, 2, 3, 3, 99, 98), c(acuerdo, "No responde" = 99), na_values = c(98, 99))
stata$opina <- labelled(c(1, 2, 3, 3, tagged_na("a"), NA), c(acuerdo, "No responde" = tagged_na("a")))
write_sav(spss, "scales.sav")
write_dta(stata, "scales.dta", version = 14)
