"""Files: what is read is refused by name where it cannot be; what is written appears whole or not at all."""

from sanctions.files.links import web_address
from sanctions.files.outputs import Outputs, write_file
from sanctions.files.shown import complaint_lines, first_lines, printable, printable_lines
from sanctions.files.targets import STANDARD_OUTPUT, check_name, check_target

__all__ = [
    "STANDARD_OUTPUT",
    "Outputs",
    "check_name",
    "check_target",
    "complaint_lines",
    "first_lines",
    "printable",
    "printable_lines",
    "web_address",
    "write_file",
]
