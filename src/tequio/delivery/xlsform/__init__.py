"""Questionnaires as XLSForm spreadsheets: out with openpyxl, in through pyxform."""
