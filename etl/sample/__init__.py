"""An invented, seeded data set: what eleven cities could have sent, made through the real template."""

from etl.sample.contents import SampleWorkbook, workbooks
from etl.sample.make import make

__all__ = ["SampleWorkbook", "make", "workbooks"]
