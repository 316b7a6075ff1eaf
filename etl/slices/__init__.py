"""One small workbook for each responsible unit, and the way of its rows back into the whole one."""
