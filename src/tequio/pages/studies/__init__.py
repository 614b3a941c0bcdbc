"""Pages of studies: what each role may see of how a study is made, and its public face."""
