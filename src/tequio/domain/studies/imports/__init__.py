"""Import of answers and attempts: checked cell by cell, then taken as a whole or not at all."""
