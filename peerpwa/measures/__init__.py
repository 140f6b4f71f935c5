"""The measures M1 to M28 of PRACTICE 7.3: each a definition beside its formula, over what was logged.

By event time in the centre's zone; what was taken back doesn't count; who may not know of a record doesn't count it.
"""

from peerpwa.measures.catalogue import MEASURES, Measured, measure
from peerpwa.measures.definition import Measure, Part, Result
from peerpwa.measures.period import Period
from peerpwa.measures.show import show

__all__ = ["MEASURES", "Measure", "Measured", "Part", "Period", "Result", "measure", "show"]
