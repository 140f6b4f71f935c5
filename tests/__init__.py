"""`python3 -m tests`: installs what the checks need and runs every one."""
