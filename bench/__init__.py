"""Benchmarks against floors and peers: `python3 -m bench` lists them, `python3 -m bench NAME` runs one."""
