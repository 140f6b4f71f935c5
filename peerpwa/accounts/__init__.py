"""People, sign-in, roles, phones and their keys, enrolment."""
