"""`python3 -m bench` lists the benchmarks, `python3 -m bench NAME` runs one; `--json` for machines."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import bootstrap
from tests.__main__ import to_test

bootstrap.enter(["-m", "bench", *sys.argv[1:]], [*bootstrap.to_run(), *to_test()])

from bench.run import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
