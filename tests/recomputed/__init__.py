"""Every figure of the sample a second time: plain pandas on the .xlsx files, written from the description of
the workbook and its arithmetic. Nothing here imports from etl, so that a mistake there cannot hide here."""
